import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { people, phone, Stage, untilLive, type Window } from "../stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage?.close());

const laptop = { viewport: { width: 1366, height: 657 } };
const wide = { viewport: { width: 1920, height: 1080 } };
const screens: [string, BrowserContextOptions][] = [
  ["a phone", phone],
  ["a tablet", { viewport: { width: 820, height: 1180 } }],
  ["the school's laptop", laptop],
  ["a large screen", wide],
];

/** Reloads, or goes to an address below the school's, while the dashboard's own code is held back; gives what lets it go. */
async function withoutItsCode(page: Page, path?: string): Promise<() => void> {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route("**/assets/first-*.js", async (route) => {
    await held;
    await route.continue();
  });
  const school = new URL(page.url()).pathname.split("/")[2];
  await page.goto(path === undefined ? page.url() : stage.url(`/s/${school}/${path}`), {
    waitUntil: "commit",
  });
  return letGo;
}

interface Cell {
  text: string;
  /** Where it begins, and how wide it is, in pixels. */
  at: number[];
}

/** The cells of the rows in view; without what may be done, which comes with the code. */
function cellsOf(page: Page): Promise<Cell[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("tr[data-id]")]
      .filter((row) => row.getBoundingClientRect().bottom < innerHeight)
      .flatMap((row) => [...row.querySelectorAll<HTMLElement>("td:not(.cell-actions)")])
      .map((cell) => {
        const { x, y, width } = cell.getBoundingClientRect();
        return { text: cell.textContent ?? "", at: [x, y, width] };
      }),
  );
}

/** Nothing has moved by more than half a pixel of rounding to either side. */
function expectSame(now: Cell[], before: Cell[]): void {
  expect(now.map(({ text }) => text)).toEqual(before.map(({ text }) => text));
  const moves = now.flatMap(({ at }, i) => at.map((place, j) => place - (before[i]?.at[j] ?? 0)));
  expect(moves.filter((move) => Math.abs(move) > 1)).toEqual([]);
}

const glance = (page: Page) => page.locator("[inert] tr[data-id]");

describe("a slow line", () => {
  it.each(screens)(
    "shows Priya the first invites on %s where they will be, before anything can be done with them",
    async (_, options) => {
      const { page, faults }: Window = await stage.signedIn(people.priya, options);
      await untilLive(page);
      const letGo = await withoutItsCode(page);
      await glance(page).first().waitFor();
      await page.evaluate(() => document.fonts.ready);
      const early = await cellsOf(page);
      expect(early.length).toBeGreaterThan(5);
      // Neither finger nor keyboard finds what does nothing yet.
      await page.keyboard.press("Tab");
      expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
      letGo();
      await untilLive(page);
      expect(await glance(page).count()).toBe(0);
      expectSame(await cellsOf(page), early);
      expect(faults).toEqual([]);
    },
  );

  it("shows Priya the message of the day above them, as it will be", async () => {
    const { page } = await stage.signedIn(people.priya, laptop);
    await untilLive(page);
    const text = "Fire drill at 11:00: meet on the field.";
    expect((await stage.call(page, "PUT", "/message", { text })).status).toBe(200);
    await page.getByText(text).first().waitFor();
    const letGo = await withoutItsCode(page);
    await glance(page).first().waitFor();
    expect(await page.locator("[inert]").getByText(text).isVisible()).toBe(true);
    const early = await cellsOf(page);
    letGo();
    await untilLive(page);
    expectSame(await cellsOf(page), early);
    await stage.call(page, "DELETE", "/message");
  });

  it("shows Priya those that the address asks for, in its order", async () => {
    const { page } = await stage.signedIn(people.priya, laptop);
    await untilLive(page);
    const letGo = await withoutItsCode(page, "invites?show=accepted&sort=email");
    await glance(page).first().waitFor();
    const early = await cellsOf(page);
    const states = await page
      .locator("tr[data-id]")
      .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.status));
    expect(new Set(states)).toEqual(new Set(["accepted"]));
    letGo();
    await untilLive(page);
    expectSame(await cellsOf(page), early);
  });

  it("shows nobody's invites to Lena, an Editor, nor to Ngozi of another school", async () => {
    const { page: priyas } = await stage.signedIn(people.priya);
    const path = new URL(priyas.url()).pathname;
    for (const person of [people.lena, people.ngozi]) {
      const { page } = await stage.signedIn(person);
      const answered = page.waitForResponse(/\/snapshot$/);
      await page.route("**/assets/first-*.js", () => {});
      await page.goto(stage.url(path), { waitUntil: "commit" });
      await answered;
      await page.waitForFunction(() => performance.now() > 1_000);
      expect(await glance(page).count()).toBe(0);
      expect(await page.locator("tr[data-id]").count()).toBe(0);
    }
  });
});
