import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectAccessible, people, phone, Stage, untilLive, type Window } from "./stage.ts";

let stage: Stage;
let tom: Window;
beforeAll(async () => {
  stage = await Stage.open();
  tom = await stage.signedIn(people.tom);
  await untilLive(tom.page);
});
afterAll(async () => {
  expect(tom.faults).toEqual([]);
  await stage.close();
});

/** The words of what has the keyboard. */
function focused({ page }: Window): Promise<string> {
  return page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
}

/** An address of the school that somebody is at. */
function at({ page }: Window, path: string): string {
  return stage.url(`/s/${new URL(page.url()).pathname.split("/")[2]}/${path}`);
}

describe("by keyboard", () => {
  it("Tom comes from the page's first stop to the first row, and from there to sending an invite", async () => {
    const { page } = tom;
    await page.reload();
    await untilLive(page);
    await page.locator("[data-id]").first().waitFor();
    await page.keyboard.press("Tab");
    expect(await focused(tom)).toBe("Skip to the list");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.matches("tr[data-id]"))).toBe(true);
    expect(new URL(page.url()).hash).toBe("");
    await page.keyboard.press("n");
    await page.getByLabel("E-mail address").fill("k.skip@oakfield.example");
    await page.keyboard.press("Enter");
    await page.getByText("Invited k.skip@oakfield.example").first().waitFor();
  });

  it("a page that is gone to has its name focused, which is read out; a row that opens does not lose the panel's focus", async () => {
    const { page } = tom;
    for (const [link, name] of [
      ["Users", "Users"],
      ["Settings", "Settings"],
      ["Help", "Help"],
      ["Invites", "Invites"],
    ] as const) {
      await page.getByRole("navigation").getByRole("link", { name: link }).press("Enter");
      await page.locator("main h1:focus").filter({ hasText: name }).waitFor();
      await expect.poll(() => page.title()).toMatch(new RegExp(`^${name}`));
    }
    await page.locator("tr[data-id]").first().press("Enter");
    await page.getByRole("dialog").waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest("[role=dialog]") !== null))
      .toBe(true);
    await expect.poll(() => page.title()).toMatch(/@/);
    await page.keyboard.press("Escape");
  });
});

describe("the help [U10]", () => {
  it("is searched as Tom types, keeps its search in the address, and leads from answer to answer", async () => {
    const { page } = tom;
    await page.goto(at(tom, "help"));
    await page.getByLabel("Search the help").fill("two accounts");
    await page.getByRole("heading", { name: "One person has two accounts" }).waitFor();
    expect(await page.getByRole("article").count()).toBe(1);
    expect(new URL(page.url()).searchParams.get("q")).toBe("two accounts");
    await expectAccessible(page, "help, searched");
    await page.getByLabel("Search the help").fill("");
    await page.getByRole("link", { name: "Our mail goes to Junk" }).first().click();
    await expect.poll(() => focused(tom)).toMatch(/^Our mail goes to Junk/);
    await expectAccessible(page, "help");
  });

  it("opens apart from a dialog, so that what Tom has typed stays", async () => {
    const { page } = tom;
    await page.goto(at(tom, "invites"));
    await page.getByRole("button", { name: "Invite user" }).click();
    await page.getByLabel("E-mail address").fill("half@oakfield.example");
    const opening = page.context().waitForEvent("page");
    await page.getByRole("link", { name: "Who can do what?" }).click();
    const apart = await opening;
    await apart.getByRole("heading", { name: "Who can do what?" }).waitFor();
    expect(new URL(apart.url()).hash).toBe("#who-can-what");
    await expectAccessible(apart, "help, for everybody");
    await apart.close();
    expect(await page.getByLabel("E-mail address").inputValue()).toBe("half@oakfield.example");
  });

  it("fits a phone", async () => {
    const lena = await stage.signedIn(people.lena, phone);
    await lena.page.goto(at(lena, "help"));
    await lena.page.getByRole("heading", { level: 1, name: "Help" }).waitFor();
    const wide = () => document.documentElement.scrollWidth > innerWidth;
    expect(await lena.page.evaluate(wide)).toBe(false);
    await lena.page.goto(stage.url("/help"));
    expect(await lena.page.evaluate(wide)).toBe(false);
    await lena.page.context().close();
  });
});

describe("no dead end [U6]", () => {
  it("an address below the school's at which nothing stands says so, and leads on", async () => {
    const { page } = tom;
    await page.goto(at(tom, "rubbish"));
    await page.getByRole("heading", { level: 1, name: "There is no such page" }).waitFor();
    expect(await page.title()).toMatch(/^There is no such page/);
    await expectAccessible(page, "no such page");
    await page.getByRole("link", { name: "Go to Overview" }).click();
    await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
  });

  it("Lena, an Editor, is told why a page that Tom sent her is not hers", async () => {
    const lena = await stage.signedIn(people.lena);
    await lena.page.goto(at(lena, "users"));
    await lena.page.getByText("Users is a page for Admins and Owners.").first().waitFor();
    await lena.page.getByRole("heading", { level: 1, name: /^Hello/ }).waitFor();
    await lena.page.context().close();
  });

  it("Lena's home is the staff directory, which finds by name, group and e-mail", async () => {
    const lena = await stage.signedIn(people.lena);
    const { page } = lena;
    const rows = page.getByRole("grid", { name: "Staff" }).locator("tr[data-id]");
    await expect.poll(() => rows.count()).toBe(5);
    await expectAccessible(page, "home");
    await page.getByRole("searchbox").fill("governors dubois");
    await expect.poll(() => rows.count()).toBe(1);
    expect(await rows.textContent()).toContain("r.dubois@oakfield.example");
    await page.getByRole("searchbox").fill("zeppelin");
    await page.getByRole("button", { name: "Show everybody" }).click();
    await page.getByRole("button", { name: /^Technician/ }).click();
    await expect.poll(() => rows.count()).toBe(1);
    await page.context().close();
  });

  it("Tom, once deactivated, reads so at the sign-in page", async () => {
    const priya = await stage.signedIn(people.priya);
    const { body } = await stage.call<{ items: { id: string; username: string }[] }>(
      priya.page,
      "GET",
      "/users?q=mills",
    );
    const [found] = body.items;
    await tom.page.goto(at(tom, "invites"));
    await untilLive(tom.page);
    await stage.call(priya.page, "PUT", `/users/${found?.id}/deactivation`);
    await tom.page.getByText("has deactivated your account there").waitFor();
    await priya.page.context().close();
  });
});
