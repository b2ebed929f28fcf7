import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  expectAccessible,
  expectUnreloaded,
  markDocument,
  people,
  phone,
  Stage,
  untilLive,
} from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage?.close());

describe("[A14] when no Owner can sign in", () => {
  it("Tom asks, the headteacher's mailbox confirms, everybody sees how far it is, and an Owner who signs in ends it", async () => {
    const [priya, tom] = [await stage.signedIn(people.priya), await stage.signedIn(people.tom)];
    const school = new URL(tom.page.url()).pathname.split("/")[2];
    await untilLive(priya.page);
    await markDocument(priya.page);
    await tom.page.goto(stage.url(`/s/${school}/access`));
    await tom.page.getByRole("button", { name: "Ask for recovery" }).click();
    await tom.page
      .getByRole("alertdialog")
      .or(tom.page.getByRole("dialog"))
      .getByRole("button", { name: /^Ask/ })
      .click();
    const banner = priya.page.getByRole("region", { name: "Recovery" });
    await banner.waitFor();
    await expectUnreloaded(priya.page);
    await expectAccessible(priya.page, "with the banner");
    await expectAccessible(tom.page, "access");

    const address = "head@oakfield.example";
    const mails = async () =>
      (await (await fetch(stage.url(`/dev/mail.json?to=${address}`))).json()) as { text: string }[];
    const linkIn = (texts: { text: string }[]) =>
      texts
        .flatMap(({ text }) => text.split("\n"))
        .find((line) => /^http\S+\/recovery\/\S+$/.test(line.trim()));
    await expect.poll(async () => linkIn(await mails()), { timeout: 15_000 }).toBeTruthy();
    const link = linkIn(await mails())?.trim() ?? "";
    expect((await fetch(link)).status).toBe(200);
    const head = await stage.window({ ...phone, javaScriptEnabled: false });
    await head.page.goto(link);
    await head.page.getByLabel("The school’s postcode").fill("LS2 9JT");
    await head.page.getByRole("button", { name: "Yes, start recovery" }).click();
    await head.page
      .getByText(/not the school/)
      .first()
      .waitFor();
    await head.page.getByLabel("The school’s postcode").fill("ng75pn");
    await head.page.getByRole("button", { name: "Yes, start recovery" }).click();
    await head.page.getByRole("heading", { name: /confirmed/ }).waitFor();
    await banner.getByText(/was confirmed by mail/).waitFor();

    const again = await stage.signsIn(people.priya);
    await banner.waitFor({ state: "detached" });
    const { body } = await stage.call<{ events: { kind: string }[] }>(
      again.page,
      "GET",
      "/events?since=0",
    );
    const kinds = body.events
      .map((event) => event.kind)
      .filter((kind) => kind.startsWith("recovery."));
    expect(kinds).toEqual(["recovery.asked", "recovery.confirmed", "recovery.cancelled"]);
    expect([priya.faults, tom.faults]).toEqual([[], []]);
  });
});
