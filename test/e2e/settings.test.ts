import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, people, phone, Stage, untilLive } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage?.close());

const settings = (page: { url(): string }) =>
  `/s/${new URL(page.url()).pathname.split("/")[2]}/settings`;

describe("the settings, in two windows [S2]", () => {
  it("Priya's and Tom's edits of different fields both stand, and of the same field one is chosen", async () => {
    const [priya, tom] = [await stage.signedIn(people.priya), await stage.signedIn(people.tom)];
    for (const { page } of [priya, tom]) {
      await page.goto(stage.url(settings(page)));
      await page.getByLabel("Phone").waitFor();
      await untilLive(page);
    }
    await priya.page.getByLabel("Phone").fill("0115 496 0001");
    await tom.page.getByText("Priya is editing this too").waitFor();
    await tom.page.getByLabel("Contact e-mail").fill("office@oakfield.example");
    await tom.page.getByRole("button", { name: "Save details" }).click();
    await expect
      .poll(() => priya.page.getByLabel("Contact e-mail").inputValue())
      .toBe("office@oakfield.example");
    expect(await priya.page.getByLabel("Phone").inputValue()).toBe("0115 496 0001");
    await tom.page.getByLabel("Phone").fill("0115 496 0002");
    await priya.page.getByRole("button", { name: "Save details" }).click();
    await tom.page.getByText(/ has just saved /).waitFor();
    await expectAccessible(tom.page, "a clash in the settings");
    await tom.page.getByLabel(/Yours/).check();
    await tom.page.getByRole("button", { name: "Save details" }).click();
    await expect.poll(() => priya.page.getByLabel("Phone").inputValue()).toBe("0115 496 0002");
    expect([...priya.faults, ...tom.faults]).toEqual([]);
  });
});

describe("the message of the day, in two windows [S3]", () => {
  it("comes to Lena's home as Tom sets it, goes when she has read it, and comes again when it changes", async () => {
    const tom = await stage.signedIn(people.tom);
    const lena = await stage.signedIn(people.lena, phone);
    await untilLive(lena.page);
    await tom.page.goto(stage.url(settings(tom.page)));
    await tom.page
      .getByRole("textbox", { name: "Message" })
      .fill("INSET day: https://oakfield.example/inset.");
    await tom.page.getByRole("button", { name: "Show message" }).click();
    const banner = lena.page.getByRole("region", { name: "Message from the school" });
    await banner.getByRole("link", { name: "https://oakfield.example/inset" }).waitFor();
    await tom.page
      .getByRole("region", { name: "Message from the school" })
      .getByRole("link", { name: "Change it" })
      .waitFor();
    await expectAccessible(lena.page, "home with a message");
    await expectAccessible(tom.page, "settings with a message");

    await banner.getByRole("button", { name: "Got it" }).click();
    await banner.waitFor({ state: "detached" });
    await lena.page.reload();
    await untilLive(lena.page);
    expect(await banner.count()).toBe(0);

    await tom.page.getByRole("textbox", { name: "Message" }).fill("Moved to Monday.");
    await tom.page.getByRole("button", { name: "Save message" }).click();
    await banner.getByText("Moved to Monday.").waitFor();
    await tom.page.getByRole("button", { name: "Take it down" }).click();
    await banner.waitFor({ state: "detached" });
    expect([...lena.faults, ...tom.faults]).toEqual([]);
  });
});

describe("the message of the day, on a phone [S3]", () => {
  it("Priya is led from the overview to where it is written", async () => {
    const { page, faults } = await stage.signedIn(people.priya, phone);
    await page.goto(stage.url(settings(page).replace("/settings", "")));
    await page.getByRole("link", { name: "Write one" }).tap();
    const heading = page.getByRole("heading", { level: 2, name: "Message of the day" });
    await expect.poll(() => heading.evaluate((el) => el === document.activeElement)).toBe(true);
    const foot = async () => {
      const { y = 0, height = 0 } =
        (await page.getByRole("textbox", { name: "Message" }).boundingBox()) ?? {};
      return y + height;
    };
    await expect.poll(foot).toBeLessThan(phone.viewport.height / 2);
    expect(faults).toEqual([]);
  });
});

describe("the mails that leave by themselves, in two windows", () => {
  it("Tom turns reminders off, which Priya sees, and has a digest of his own", async () => {
    const [priya, tom] = [await stage.signedIn(people.priya), await stage.signedIn(people.tom)];
    const mails = ({ page }: typeof tom) => page.getByRole("region", { name: "Mails" });
    const [reminders, digest] = ["Remind people of their invite", "Mail me a daily digest"];
    for (const { page } of [priya, tom]) {
      await page.goto(stage.url(settings(page)));
      await untilLive(page);
    }
    await mails(tom).getByLabel(reminders).uncheck();
    await expect.poll(() => mails(priya).getByLabel(reminders).isChecked()).toBe(false);
    await mails(tom).getByLabel(digest).check();
    await tom.page.getByText("You get the first digest tomorrow morning.").first().waitFor();
    await expectAccessible(tom.page, "the choice of mails");
    await tom.page.reload();
    await expect.poll(() => mails(tom).getByLabel(digest).isChecked()).toBe(true);
    expect(await mails(tom).getByLabel(reminders).isChecked()).toBe(false);
    expect(await mails(priya).getByLabel(digest).isChecked()).toBe(false);
    await mails(priya).getByLabel(reminders).check();
    await expect.poll(() => mails(tom).getByLabel(reminders).isChecked()).toBe(true);
    expect([...priya.faults, ...tom.faults]).toEqual([]);
  });
});
