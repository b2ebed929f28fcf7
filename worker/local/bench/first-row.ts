import type { Browser, Page } from "playwright-core";
import { shah } from "../demo/people.ts";
import { median, pending, type SignedIn, withDashboard } from "./browser/dashboard.ts";

// How long somebody with a slow phone looks at nothing: from the address to the first row of all invites; and then, until that
// can be pressed.

const runs = 5;

/** A phone of 2018 in a village: a quarter of this machine, 1.6 Mbit/s, 150 ms there and back. */
const slowPhone = { cpu: 4, bytesPerSecond: (1.6 * 1_000_000) / 8, latencyMs: 150 };

await withDashboard(async ({ browser, signIn }) => {
  const signedIn = await signIn(shah.username);
  const taken: FirstRow[] = [];
  for (let run = 0; run < runs; run++) taken.push(await firstRow(browser, signedIn));
  console.log(`first row of ${pending} invites on a slow phone, nothing kept`);
  say(
    "seen",
    taken.map(({ seenAt }) => seenAt),
  );
  say(
    "there to be pressed",
    taken.map(({ usableAt }) => usableAt),
  );
});

/** Milliseconds from the start of the navigation to the frame that has it, and to that in which it does what it is pressed for. */
interface FirstRow {
  seenAt: number;
  usableAt: number;
}

function say(what: string, times: number[]): void {
  const sorted = times.sort((one, other) => one - other).join(", ");
  console.log(`${what}: median ${median(times)} ms of ${sorted}`);
}

async function firstRow(browser: Browser, { cookies, school }: SignedIn): Promise<FirstRow> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    deviceScaleFactor: 2,
  });
  await context.addCookies(cookies);
  const page = await context.newPage();
  await slow(page);
  await page.addInitScript(() => {
    const wanted = { seenAt: "tr[data-id]", usableAt: "tr[data-id]:not([inert] *)" };
    for (const [name, selector] of Object.entries(wanted))
      new MutationObserver((_, observer) => {
        if (!document.querySelector(selector)) return;
        observer.disconnect();
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () =>
            Object.assign(globalThis, { [name]: Math.round(performance.now()) });
          channel.port2.postMessage(null);
        });
      }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(`${school}/invites`, { waitUntil: "commit" });
  const at = await page.waitForFunction(
    () => {
      const { seenAt, usableAt } = globalThis as Partial<typeof globalThis & FirstRow>;
      return seenAt && usableAt && { seenAt, usableAt };
    },
    null,
    { timeout: 60_000 },
  );
  const taken = (await at.jsonValue()) as FirstRow;
  if (process.env.STEPS) console.log(await steps(page));
  await context.close();
  return taken;
}

async function slow(page: Page): Promise<void> {
  const { cpu, bytesPerSecond, latencyMs } = slowPhone;
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: latencyMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: cpu });
}

/** What was fetched, from when to when, and how much. */
function steps(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
      .map((entry) => entry as PerformanceResourceTiming)
      .map(
        ({ name, startTime, responseStart, responseEnd, encodedBodySize }) =>
          `${Math.round(startTime)} to ${Math.round(responseStart)} to ${Math.round(responseEnd)} ms, ${encodedBodySize} B: ${name.replace(/^.*?\/\/[^/]*/, "")}`,
      )
      .join("\n"),
  );
}
