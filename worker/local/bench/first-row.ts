import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { installed } from "../../../test/running/chromium.mjs";
import { serve } from "../serve.ts";

// How long somebody with a slow phone looks at nothing: from the address to the first row of 530 invites.

const runs = 5;
const invites = 530;

/** A phone of 2018 in a village: a quarter of this machine, 1.6 Mbit/s, 150 ms there and back. */
const slowPhone = { cpu: 4, bytesPerSecond: (1.6 * 1_000_000) / 8, latencyMs: 150 };

const state = await mkdtemp(join(tmpdir(), "staffroom-bench-"));
const serving = await serve({
  port: 0,
  stateDir: state,
  vars: { MAILBOX: "dev", LINK_SECRET: `k1:${randomBytes(32).toString("base64")}` },
  seed: true,
});
const executablePath = process.env.CHROMIUM || installed();
if (!executablePath) throw new Error("No Chromium found: set CHROMIUM to its path.");
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
try {
  await inviteMany();
  const cookies = await signIn(browser);
  const taken: number[] = [];
  for (let run = 0; run < runs; run++) taken.push(await firstRow(browser, cookies));
  taken.sort((one, other) => one - other);
  console.log(
    `first row of ${invites} invites on a slow phone, nothing kept: ${taken.join(", ")} ms`,
  );
  console.log(`median ${taken[Math.floor(runs / 2)]} ms`);
} finally {
  await browser.close();
  await serving.stop();
  await rm(state, { recursive: true, force: true });
}

async function inviteMany(): Promise<void> {
  const database = await serving.database();
  const one = await database
    .prepare("select * from invites where status = 'pending' limit 1")
    .first<Record<string, unknown>>();
  if (!one) throw new Error("The demo has no pending invite to copy.");
  const names = Object.keys(one);
  const values = names.map((name) => {
    if (name === "id") return "?1 || '-' || n";
    if (name === "email" || name === "canonical_email")
      return "'person' || n || '@oakfield.example'";
    return name;
  });
  await database
    .prepare(
      `with recursive counted(n) as (select 1 union all select n + 1 from counted where n < ?2)
       insert into invites (${names.join(", ")})
       select ${values.join(", ")} from invites, counted where id = ?1`,
    )
    .bind(one.id, invites)
    .run();
}

async function signIn(browser: Browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${serving.url}/sign-in`);
  await page.getByLabel("Username").fill("ng75pn_shah");
  await page.getByLabel("Password", { exact: true }).fill("staffroom-demo-1");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname.startsWith("/s/"));
  const found = { cookies: await context.cookies(), school: page.url() };
  await context.close();
  return found;
}

type SignedIn = Awaited<ReturnType<typeof signIn>>;

/** Milliseconds from the start of the navigation to the frame that has the first row. */
async function firstRow(browser: Browser, { cookies, school }: SignedIn): Promise<number> {
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
    new MutationObserver((_, observer) => {
      if (!document.querySelector("tr[data-id]")) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () =>
          Object.assign(globalThis, { firstRowAt: performance.now() });
        channel.port2.postMessage(null);
      });
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(`${school.split("/").slice(0, 5).join("/")}/invites`, { waitUntil: "commit" });
  const at = await page.waitForFunction(
    () => (globalThis as unknown as { firstRowAt?: number }).firstRowAt,
    null,
    { timeout: 60_000 },
  );
  const taken = Math.round(Number(await at.jsonValue()));
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
