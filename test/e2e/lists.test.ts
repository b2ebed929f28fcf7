import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dialog, expectAccessible, people, row, Stage, untilLive, type Window } from "./stage.ts";

let stage: Stage;
let priya: Window;
let tom: Window;
let school: string;
beforeAll(async () => {
  stage = await Stage.open();
  [priya, tom] = [await stage.signedIn(people.priya), await stage.signedIn(people.tom)];
  school = new URL(priya.page.url()).pathname.split("/")[2] ?? "";
});
afterAll(() => stage?.close());

async function open({ page }: Window, path: string): Promise<void> {
  await page.goto(stage.url(`/s/${school}/${path}`));
  await untilLive(page);
  await page.locator("tr[data-id]").first().waitFor();
}

const asked = ({ page }: Window) => Object.fromEntries(new URL(page.url()).searchParams);
const ids = ({ page }: Window) =>
  page
    .locator("tr[data-id]")
    .evaluateAll((rows) => rows.map((one) => (one as HTMLElement).dataset.id));
describe("[U1] what Priya looks at", () => {
  it("stands in the address of the users: filter, search, order and open row; Tom's window shows the same from it", async () => {
    await open(priya, "users");
    const { page } = priya;
    await page.getByRole("button", { name: /^All \d/ }).click();
    await page.getByRole("button", { name: "E-mail", exact: true }).click();
    await page.getByRole("button", { name: "E-mail", exact: true }).click();
    await page.getByRole("searchbox").pressSequentially("ng75pn");
    await expect.poll(() => asked(priya)).toEqual({ show: "all", q: "ng75pn", sort: "-email" });
    const shown = await ids(priya);
    await row(priya, people.rene).getByRole("link").first().click();
    await dialog(priya).getByLabel("First name").waitFor();
    const address = page.url();
    expect(address).toMatch(/\/users\/[^/?]+\?show=all&q=ng75pn&sort=-email$/);

    await tom.page.goto(address);
    await dialog(tom).getByLabel("First name").waitFor();
    expect(await dialog(tom).getByLabel("First name").inputValue()).toBe("Rene");
    expect(await ids(tom)).toEqual(shown);
    expect(await tom.page.getByRole("searchbox").inputValue()).toBe("ng75pn");
    await expect
      .poll(() =>
        tom.page
          .getByRole("columnheader", { name: "E-mail", exact: true })
          .getAttribute("aria-sort"),
      )
      .toBe("descending");

    await page.goBack();
    await dialog(priya).waitFor({ state: "hidden" });
    expect(await ids(priya)).toEqual(shown);
    await page.goForward();
    await dialog(priya).getByLabel("First name").waitFor();
    await page.keyboard.press("Escape");
    await dialog(priya).waitFor({ state: "hidden" });
    await expect.poll(() => asked(priya)).toEqual({ show: "all", q: "ng75pn", sort: "-email" });
  });

  it("stands in the address of the invites, and comes back with Back", async () => {
    await open(priya, "invites");
    const { page } = priya;
    const all = await ids(priya);
    await page.getByRole("button", { name: /^Pending \d/ }).click();
    await page.getByRole("button", { name: "Invitee", exact: true }).click();
    await page.getByRole("searchbox").pressSequentially("oakfield");
    await expect
      .poll(() => asked(priya))
      .toEqual({ show: "pending", q: "oakfield", sort: "email" });
    const pending = await ids(priya);
    expect(pending.length).toBeLessThan(all.length);
    await page.getByRole("link", { name: /^Users/ }).click();
    await row(priya, people.rene).waitFor();
    await page.goBack();
    await expect.poll(() => ids(priya)).toEqual(pending);
    expect(await page.getByRole("searchbox").inputValue()).toBe("oakfield");
    // The choice of a filter is a step of its own; typing and sorting are not.
    await page.goBack();
    await expect.poll(() => ids(priya)).toEqual(all);
    expect(priya.faults).toEqual([]);
  });
});

/** Five hundred more than there are, who need not all be added first. */
async function crowd({ page }: Window): Promise<void> {
  await page.route(/\/snapshot$/, async (route) => {
    const answer = await route.fetch();
    const snapshot = await answer.json();
    const one = snapshot.users.find((user: { username: string }) => user.username === people.rene);
    const many = Array.from({ length: 500 }, (_, i) => ({
      ...one,
      id: crypto.randomUUID(),
      username: `ng75pn_many${i}`,
      givenName: "Many",
      familyName: `Number${String(i).padStart(3, "0")}`,
      email: `many${i}@oakfield.example`,
    }));
    await route.fulfill({
      response: answer,
      json: { ...snapshot, users: [...many, ...snapshot.users] },
    });
  });
}

describe("a list of hundreds", () => {
  beforeAll(async () => {
    await crowd(priya);
    await open(priya, "users?q=many");
    await priya.page.locator('table[aria-rowcount="501"]').waitFor();
  });

  it("has few rows on the page at once, and the keyboard reaches the last", async () => {
    const { page } = priya;
    expect((await ids(priya)).length).toBeLessThan(60);
    await row(priya, "ng75pn_many0").first().focus();
    await page.keyboard.press("End");
    const last = page.locator('tr[aria-rowindex="501"]');
    await expect.poll(() => last.evaluate((one) => one === document.activeElement)).toBe(true);
    await last.getByText("Many Number499").waitFor();
    await expect
      .poll(() =>
        last.evaluate((one) => {
          const { top, bottom } = one.getBoundingClientRect();
          return top > 0 && bottom <= innerHeight;
        }),
      )
      .toBe(true);
    expect((await ids(priya)).length).toBeLessThan(60);
    await expectAccessible(page, "the end of a long list");
    await page.keyboard.press("Home");
    await expect.poll(() => page.evaluate(() => scrollY)).toBeLessThan(200);
  });

  it("shows ten rows and more on a school's laptop [U5], where Happening now waits to be asked for", async () => {
    const laptop = await stage.signedIn(people.priya, { viewport: { width: 1366, height: 657 } });
    for (const list of ["users", "invites"]) {
      await open(laptop, list);
      const inView = () =>
        laptop.page.locator("tr[data-id]").evaluateAll(
          (rows) =>
            rows.filter((one) => {
              const { top, bottom } = one.getBoundingClientRect();
              return top >= 0 && bottom <= innerHeight;
            }).length,
        );
      const all = await laptop.page.locator("tr[data-id]").count();
      await expect.poll(inView, { message: list }).toBeGreaterThanOrEqual(Math.min(10, all));
    }
    await laptop.page.getByRole("button", { name: "Happening now" }).click();
    await laptop.page.getByRole("complementary", { name: "Happening now" }).waitFor();
    await laptop.page.context().close();
  });

  it("ticks a range with Shift, and all that it shows", async () => {
    const { page } = priya;
    const box = (n: number) =>
      row(priya, `Many Number${String(n).padStart(3, "0")}`).getByRole("checkbox");
    await box(1).click();
    await box(5).click({ modifiers: ["Shift"] });
    await page.getByText("5 ticked").waitFor();
    const all = page.getByRole("checkbox", { name: /^Tick everybody/ });
    expect(await all.evaluate((one) => (one as HTMLInputElement).indeterminate)).toBe(true);
    await all.check();
    await page.getByText("500 ticked").waitFor();
    await page.getByRole("button", { name: "Clear", exact: true }).click();
  });

  it("prints every row, and saves every row as a file", async () => {
    const { page } = priya;
    await page.emulateMedia({ media: "print" });
    await expect.poll(async () => (await ids(priya)).length).toBe(500);
    await page.emulateMedia({ media: "screen" });
    await expect.poll(async () => (await ids(priya)).length).toBeLessThan(60);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download CSV" }).click(),
    ]);
    const text = await readFile(await file.path(), "utf8");
    expect(file.suggestedFilename()).toBe("users.csv");
    expect(text.startsWith('\uFEFF"First name","Surname","Username","E-mail"')).toBe(true);
    expect(text.trimEnd().split("\r\n")).toHaveLength(501);
  });

  it("[C5] keeps its rows under Priya's pointer while Tom adds somebody, until she asks for them", async () => {
    const { page } = priya;
    await page.getByRole("heading", { name: "Users", level: 1 }).click();
    await row(priya, "Many Number003").hover();
    await row(priya, "Many Number003").hover({ position: { x: 200, y: 12 } });
    const before = await ids(priya);
    await open(tom, "users");
    const { status } = await stage.call(tom.page, "POST", "/users", {
      username: "ng75pn_manyaa",
      givenName: "Many",
      familyName: "Aardvark",
      role: "viewer",
      staffType: "teacher",
    });
    expect(status).toBe(201);
    await page.getByRole("button", { name: "1 update" }).waitFor();
    expect(await ids(priya)).toEqual(before);
    await page.getByRole("button", { name: "1 update" }).click();
    await row(priya, "Many Aardvark").waitFor();
    expect(priya.faults).toEqual([]);
  });
});
