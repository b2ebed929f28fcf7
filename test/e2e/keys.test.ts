import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { dialog, expectAccessible, people, phone, Stage, untilLive, type Window } from "./stage.ts";

let stage: Stage;
let tom: Window;
let school: string;
beforeAll(async () => {
  stage = await Stage.open();
  tom = await stage.signedIn(people.tom);
  school = new URL(tom.page.url()).pathname.split("/")[2] ?? "";
});
afterAll(() => stage?.close());
beforeEach(async () => {
  await tom.page.goto(stage.url(`/s/${school}/invites`));
  await untilLive(tom.page);
  await tom.page.locator("tr[data-id]").first().waitFor();
});

const focused = ({ page }: Window) =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>("[data-id]")?.dataset.id);
const ids = ({ page }: Window) =>
  page
    .locator("tr[data-id]")
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.id));

/** Tabs into the list, as somebody without a mouse does. */
async function tabToRow({ page }: Window): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(() => document.activeElement?.matches("tr[data-id]"))) return;
  }
  throw new Error("No row can be reached with Tab.");
}

describe("Tom, without a mouse", () => {
  it("walks the invites by arrows, Home and End, opens a row's story with Enter, and leaves the list with Tab", async () => {
    const { page } = tom;
    await tabToRow(tom);
    const all = await ids(tom);
    await expect.poll(() => focused(tom)).toBe(all[0]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => focused(tom)).toBe(all[2]);
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => focused(tom)).toBe(all[1]);
    await page.keyboard.press("End");
    await expect.poll(() => focused(tom)).toBe(all.at(-1));
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => focused(tom)).toBe(all[0]);
    expect(await page.evaluate(() => document.activeElement?.matches(":focus-visible"))).toBe(true);
    await expectAccessible(page, "a row with the keyboard");

    await page.keyboard.press("Enter");
    const panel = page.getByRole("dialog");
    await panel.getByRole("heading", { name: "What happened" }).waitFor();
    expect(new URL(page.url()).pathname).toMatch(new RegExp(`/invites/${all[0]}$`));
    await expectAccessible(page, "an invite's story");
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "hidden" });
    await expect.poll(() => focused(tom)).toBe(all[0]);
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => focused(tom)).toBe(all[1]);

    // The list is one stop, with what its row offers; it is not forty.
    for (let presses = 0; presses < 3; presses++) await page.keyboard.press("Tab");
    await expect.poll(() => focused(tom)).not.toBe(all[2]);
    expect(await page.locator('tr[data-id] [tabindex="0"]').count()).toBeLessThanOrEqual(2);
  });

  it("acts on a button in a row with Enter as on any button", async () => {
    const { page } = tom;
    await page
      .getByRole("button", { name: /^Resend to/ })
      .first()
      .focus();
    await page.keyboard.press("Enter");
    await page.getByRole("alertdialog").getByText("Resend this invite?").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("alertdialog").waitFor({ state: "hidden" });
  });

  it("walks the users, ticks with Space and opens with Enter", async () => {
    const { page } = tom;
    await tabToRow(tom);
    await page.keyboard.press("g");
    await page.keyboard.press("u");
    await page.waitForURL(/\/users$/);
    await page.locator("tr[data-id]").first().waitFor();
    await tabToRow(tom);
    const all = await ids(tom);
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => focused(tom)).toBe(all[1]);
    await page.keyboard.press(" ");
    await page.getByText("1 ticked").waitFor();
    await page.keyboard.press(" ");
    await page.getByText("1 ticked").waitFor({ state: "hidden" });
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`/users/${all[1]}$`));
    await dialog(tom).getByLabel("First name").waitFor();
    // In the form, letters are letters.
    await dialog(tom).getByLabel("Phone").press("n");
    expect(await dialog(tom).getByLabel("Phone").inputValue()).toContain("n");
    expect(new URL(page.url()).pathname).toContain(all[1]);
  });

  it("goes on the activity by arrows, and with Enter to the row it is about", async () => {
    const { page } = tom;
    await tabToRow(tom);
    await page.keyboard.press("g");
    await page.keyboard.press("a");
    await page.locator(".activity-link").first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    expect(
      await page
        .locator(".activity-link")
        .nth(2)
        .evaluate((link) => link === document.activeElement),
    ).toBe(true);
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/invites\/./);
    await page.locator("tr.open").waitFor();
    await page.locator(".side-panel-title:focus").waitFor();
  });
});

describe("a page whose code is slow to come", () => {
  it("does not take the focus from a menu that Tom has opened meanwhile, so that what he chooses happens", async () => {
    const { page } = await stage.signedIn(people.tom);
    const mine = page.getByRole("button", { name: /^Tom/ }).first();
    const account = page.getByRole("menuitem", { name: "My account" });
    await mine.click();
    await account.waitFor();
    await page.keyboard.press("Escape");
    await account.waitFor({ state: "hidden" });
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route("**/assets/*.js", async (route) => {
      await held;
      await route.continue();
    });
    const help = page.getByRole("link", { name: "Help", exact: true }).first();
    await help.click();
    await mine.click();
    await account.waitFor();
    letGo();
    await page.getByRole("heading", { level: 1, name: "Help" }).waitFor();
    await page.getByRole("main").getByRole("article").first().waitFor();
    await account.click({ timeout: 5000 });
    await page.waitForURL((url) => url.pathname.endsWith("/account"));
  });
});

describe("the page's keys", () => {
  it("act in a list alone: a word that is dictated anywhere else does nothing (WCAG 2.1.4)", async () => {
    const { page } = tom;
    const url = page.url();
    const button = page.getByRole("button", { name: "Invite user" }).first();
    for (const place of ["nowhere", "a button"]) {
      await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
      if (place === "a button") await button.focus();
      for (const letter of "gu n ga / ?".replaceAll(" ", "")) await page.keyboard.press(letter);
      expect(await dialog(tom).count(), place).toBe(0);
      expect(page.url(), place).toBe(url);
      expect(await page.getByRole("searchbox").evaluate((box) => box.matches(":focus"))).toBe(
        false,
      );
    }
  });

  it("can be turned off, for good on this device; arrows go on working, and the menu turns them on again", async () => {
    const { page } = tom;
    const keysDialog = async () => {
      await page.getByRole("button", { name: /Tom Mills/ }).click();
      await page.getByRole("menuitem", { name: "Keyboard keys" }).click();
      return dialog(tom).getByLabel("Keys that are letters");
    };
    await (await keysDialog()).uncheck();
    await page.keyboard.press("Escape");
    await dialog(tom).waitFor({ state: "hidden" });
    await page.context().clearCookies({ name: "session" });
    await page.goto(stage.url("/sign-in"));
    await stage.signIn(page, people.tom);
    await untilLive(page);
    await tabToRow(tom);
    const [url, all] = [page.url(), await ids(tom)];
    for (const letter of "gun/?") await page.keyboard.press(letter);
    expect(await dialog(tom).count()).toBe(0);
    expect(page.url()).toBe(url);
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => focused(tom)).toBe(all[1]);
    await (await keysDialog()).check();
    await expectAccessible(page, "the choice of keys");
    await page.keyboard.press("Escape");
    await dialog(tom).waitFor({ state: "hidden" });
    await tabToRow(tom);
    await page.keyboard.press("n");
    await dialog(tom).getByLabel("E-mail address").waitFor();
    await page.keyboard.press("Escape");
  });

  it("search, invite and go from page to page", async () => {
    const { page } = tom;
    await tabToRow(tom);
    await page.keyboard.press("/");
    expect(
      await page.getByRole("searchbox").evaluate((box) => box === document.activeElement),
    ).toBe(true);
    // In the box it is a letter like any other.
    await page.keyboard.type("n/?");
    expect(await page.getByRole("searchbox").inputValue()).toBe("n/?");
    expect(await dialog(tom).count()).toBe(0);
    await page.getByRole("searchbox").fill("");
    await tabToRow(tom);
    await page.keyboard.press("n");
    await dialog(tom).getByLabel("E-mail address").waitFor();
    await page.keyboard.press("Escape");
    await dialog(tom).waitFor({ state: "hidden" });
    await expect.poll(() => focused(tom)).toBeTruthy();
    await page.keyboard.press("g");
    await page.keyboard.press("a");
    await page.waitForURL(/\/activity$/);
    await page.getByRole("heading", { name: "Activity", level: 1 }).waitFor();
    await page.locator(".activity-link").first().focus();
    await page.keyboard.press("n");
    await dialog(tom).getByLabel("E-mail address").waitFor();
    expect(new URL(page.url()).pathname).toBe(`/s/${school}/invites`);
    await page.keyboard.press("Escape");
    await dialog(tom).waitFor({ state: "hidden" });
  });

  it("do nothing with Ctrl, Alt or the command key, nor while a dialog or a menu is open", async () => {
    const { page } = tom;
    await tabToRow(tom);
    for (const modifier of ["Control", "Alt", "Meta"]) await page.keyboard.press(`${modifier}+/`);
    expect(
      await page.getByRole("searchbox").evaluate((box) => box === document.activeElement),
    ).toBe(false);
    await page.keyboard.press("?");
    await dialog(tom).getByRole("heading", { name: "Keys" }).waitFor();
    for (const key of ["g", "u", "n", "/", "?"]) await page.keyboard.press(key);
    expect(await dialog(tom).count()).toBe(1);
    expect(new URL(page.url()).pathname).toBe(`/s/${school}/invites`);
    await page.keyboard.press("Escape");
    await dialog(tom).waitFor({ state: "hidden" });
    await page
      .getByRole("button", { name: /^More for/ })
      .first()
      .click();
    await page.getByRole("menu").waitFor();
    for (const key of ["g", "u", "n"]) await page.keyboard.press(key);
    await page.getByRole("menu").waitFor();
    expect(await dialog(tom).count()).toBe(0);
    await page.keyboard.press("Escape");
  });

  it("stand in a list, by ? or from Tom's menu; closing it gives the focus back", async () => {
    const { page } = tom;
    await tabToRow(tom);
    const [first] = await ids(tom);
    await page.keyboard.press("?");
    await dialog(tom).getByText("Search the list").waitFor();
    for (const words of [
      "Invite user",
      "Go to Users",
      "The row below",
      "Tick the row",
      "Close what is open",
    ])
      await dialog(tom).getByText(words).first().waitFor();
    await expectAccessible(page, "keys");
    await page.keyboard.press("Escape");
    await dialog(tom).waitFor({ state: "hidden" });
    await expect.poll(() => focused(tom)).toBe(first);
    await page.getByRole("button", { name: /Tom Mills/ }).click();
    await page.getByRole("menuitem", { name: "Keyboard keys" }).click();
    await dialog(tom).getByRole("heading", { name: "Keys" }).waitFor();
    await dialog(tom).getByRole("button", { name: "Close" }).click();
    await dialog(tom).waitFor({ state: "hidden" });
    expect(tom.faults).toEqual([]);
  });

  it("are not offered where there is only a touch screen", async () => {
    const { page } = await stage.signedIn(people.ade, phone);
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).waitFor();
    expect(await page.getByRole("menuitem", { name: "Keyboard keys" }).count()).toBe(0);
  });

  it("are few for Lena, who has no such pages", async () => {
    const { page } = await stage.signedIn(people.lena);
    await page.getByRole("link", { name: "Home" }).waitFor();
    for (const key of ["g", "u", "n"]) await page.keyboard.press(key);
    expect(new URL(page.url()).pathname).toBe(`/s/${school}`);
    await page.getByRole("button", { name: /Lena Brand/ }).click();
    await page.getByRole("menuitem", { name: "Keyboard keys" }).click();
    await page.getByRole("dialog").getByText("Show these keys").waitFor();
    expect(await page.getByRole("dialog").getByText("Go to Users").count()).toBe(0);
  });
});
