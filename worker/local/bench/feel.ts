import type { Browser, Page } from "playwright-core";
import { mills, shah } from "../demo/people.ts";
import { median, pending, type SignedIn, withDashboard } from "./browser/dashboard.ts";

// How the dashboard feels on a quarter of this machine, each time beside the least a browser does: an invite in somebody else's
// window, the first row of a list, a letter in the search.

const slowness = 4;
const runs = 9;
const word = "person5";

await withDashboard(async ({ browser, signIn }) => {
  const [priya, tom] = [await signIn(shah.username), await signIn(mills.username)];
  const there = await opened(browser, tom, "/invites");
  await there.waitForSelector("tr[data-id]");
  const heard = await invited(await opened(browser, priya, "/overview"), priya, there);
  const listed = await rows(there, tom);
  const typed = await letters(there, `input[placeholder="Search invites"]`);
  const bare = await browser.newPage();
  await slow(bare);
  await bare.setContent("<input>");
  const floor = await letters(bare, "input");
  console.log(`${pending} invites, a quarter of this machine, medians of ${runs}, ms:\n`);
  console.log("| what | the least | the dashboard |");
  console.log("| --- | --- | --- |");
  const line = (what: string, least: number, whole: number) =>
    console.log(`| ${what} | ${Math.round(least)} | ${Math.round(whole)} |`);
  line("an invite, from its call to another window: its frame, its row", ...heard);
  line("from the address to a list: its page and first load, its first row", ...listed);
  line("a letter in the search, to the frame that shows it: a bare field, the list", floor, typed);
});

async function opened(browser: Browser, { cookies, school }: SignedIn, path: string) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addCookies(cookies);
  const page = await context.newPage();
  await slow(page);
  await page.addInitScript(watch);
  await page.goto(school + path);
  return page;
}

async function slow(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowness });
}

/** In a page: notes when news comes, and when something is painted. */
function watch(): void {
  const noted = { news: 0 };
  const painted = (wanted: () => boolean) =>
    new Promise<number>((resolve) => {
      const look = () =>
        wanted() ? setTimeout(() => resolve(Date.now())) : requestAnimationFrame(look);
      requestAnimationFrame(look);
    });
  Object.assign(globalThis, { noted, painted });
  globalThis.WebSocket = class extends WebSocket {
    constructor(...given: ConstructorParameters<typeof WebSocket>) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        if (String(data).startsWith('{"type":"events"')) noted.news = Date.now();
      });
    }
  };
}

interface Watching {
  noted: { news: number };
  painted(wanted: () => boolean): Promise<number>;
}

/** From an invite's call to its frame in another window, and to its row there. */
async function invited(here: Page, { school }: SignedIn, there: Page): Promise<[number, number]> {
  const [frames, shown]: number[][] = [[], []];
  for (let run = 0; run < runs; run++) {
    const email = `new${run}-${Date.now()}@oakfield.example`;
    const seen = there.evaluate(async (email) => {
      const { painted, noted } = globalThis as unknown as Watching;
      const at = await painted(() => document.body.textContent.includes(email));
      return [noted.news, at] as const;
    }, email);
    const began = await here.evaluate(
      async ([id, email]) => {
        const began = Date.now();
        await fetch(`/api/schools/${id}/invites`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ email, role: "editor" }),
        });
        return began;
      },
      [school.split("/").at(-1), email] as const,
    );
    const [news, at] = await seen;
    frames?.push(news - began);
    shown?.push(at - began);
  }
  return [median(frames ?? []), median(shown ?? [])];
}

/** From the address to a page whose first load has run, and to the first row. */
async function rows(page: Page, { school }: SignedIn): Promise<[number, number]> {
  const [first, row]: number[][] = [[], []];
  for (let run = 0; run < runs; run++) {
    await page.goto(`${school}/invites`, { waitUntil: "commit" });
    const [loaded, at] = await page.evaluate(async () => {
      const { painted } = globalThis as unknown as Watching;
      const at = await painted(() => document.querySelector("tr[data-id]") !== null);
      const [way] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
      return [way?.domContentLoadedEventEnd ?? Number.NaN, at - performance.timeOrigin] as const;
    });
    first?.push(loaded);
    row?.push(at);
  }
  return [median(first ?? []), median(row ?? [])];
}

/** From a key to the end of the frame that shows what it did. */
async function letters(page: Page, field: string): Promise<number> {
  const taken: number[] = [];
  await page.focus(field);
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(globalThis, { times });
    addEventListener("keydown", ({ timeStamp }) =>
      requestAnimationFrame(() => setTimeout(() => times.push(performance.now() - timeStamp))),
    );
  });
  for (let run = 0; run < runs; run++) {
    await page.keyboard.type(word, { delay: 150 });
    await page.fill(field, "");
  }
  taken.push(...(await page.evaluate(() => (globalThis as unknown as { times: number[] }).times)));
  return median(taken);
}
