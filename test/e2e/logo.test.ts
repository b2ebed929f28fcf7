import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { png } from "../files/pictures.ts";
import {
  expectAccessible,
  expectUnreloaded,
  markDocument,
  people,
  Stage,
  untilLive,
} from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage?.close());

const file = { name: "logo.png", mimeType: "image/png", buffer: Buffer.from(png()) };

describe("the school's logo, in two windows [S2]", () => {
  it("set by Priya comes into Tom's sidebar as it is saved, stands on the set-up page and in the mail, and goes again", async () => {
    const [priya, tom] = [await stage.signedIn(people.priya), await stage.signedIn(people.tom)];
    await untilLive(tom.page);
    await markDocument(tom.page);
    const tile = tom.page.locator(".sidebar img.monogram");
    expect(await tile.count()).toBe(0);

    await priya.page.goto(priya.page.url().replace(/(\/s\/[^/]+).*/, "$1/settings"));
    const card = priya.page.getByRole("region", { name: "Logo" });
    const picture = card.getByLabel("Picture");
    await picture.setInputFiles({ ...file, name: "logo.svg", mimeType: "image/svg+xml" });
    await card.getByRole("button", { name: "Save logo" }).click();
    await card.getByText("Choose a PNG, JPEG or WebP picture.").waitFor();
    await picture.setInputFiles({ ...file, buffer: Buffer.from("A text called a picture") });
    await card.getByRole("button", { name: "Save logo" }).click();
    await card.getByText("This is no PNG, JPEG or WebP picture.").waitFor();
    await picture.setInputFiles(file);
    await card.getByText("Nobody else sees it yet.").waitFor();
    await expect.poll(() => widthOf(card.locator("img"))).toBe(8);
    expect(await tile.count()).toBe(0);
    await expectAccessible(priya.page, "settings with a logo chosen");
    await card.getByRole("button", { name: "Save logo" }).click();
    await card.getByRole("button", { name: "Remove logo" }).waitFor();

    await tile.waitFor();
    await expect.poll(() => widthOf(tile)).toBe(8);
    await expectUnreloaded(tom.page);
    const email = "nia.logo@oakfield.example";
    await stage.call(priya.page, "POST", "/invites", { email, role: "editor" });
    const link = await stage.linkTo(email);
    const nia = await stage.window();
    await nia.page.goto(link);
    await expect.poll(() => widthOf(nia.page.locator("header img"))).toBe(8);
    await expectAccessible(nia.page, "set-up page with a logo");
    const { id, html } = await stage.mailTo(email);
    expect(html).toMatch(/<img src="[^"]+\/logos\/[^"]+" alt="Oakfield High"/);
    await nia.page.goto(stage.url(`/dev/mail/${id}`));
    await expect.poll(() => widthOf(nia.page.getByAltText("Oakfield High"))).toBe(8);

    await card.getByRole("button", { name: "Remove logo" }).click();
    await tile.waitFor({ state: "detached" });
    await expectUnreloaded(tom.page);
    expect([...priya.faults, ...tom.faults, ...nia.faults]).toEqual([]);
  });
});

/** How wide the picture that is shown is in itself, pixels; 0 where none has come. */
function widthOf(image: { evaluate(of: (image: Element) => number): Promise<number> }) {
  return image.evaluate((element) => (element as HTMLImageElement).naturalWidth);
}
