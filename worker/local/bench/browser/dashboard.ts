import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { installed } from "../../../../test/running/chromium.mjs";
import { password } from "../../demo/people.ts";
import { type Serving, serve } from "../../serve.ts";

/** Invites that are pending at the school. */
export const pending = 530;

export interface Dashboard {
  browser: Browser;
  serving: Serving;
  /** What somebody's browser holds once they have signed in, and where their school is. */
  signIn(username: string): Promise<SignedIn>;
}

export interface SignedIn {
  cookies: Awaited<ReturnType<BrowserContext["cookies"]>>;
  /** The address of their school's dashboard. */
  school: string;
}

/** Staffroom with the demo schools, one of them with many invites, and a browser, while `measure` runs. */
export async function withDashboard(measure: (dashboard: Dashboard) => Promise<void>) {
  const state = await mkdtemp(join(tmpdir(), "staffroom-bench-"));
  const serving = await serve({
    port: 0,
    stateDir: state,
    vars: { MAILBOX: "dev", LINK_SECRET: `k1:${randomBytes(32).toString("base64")}` },
    seed: true,
  });
  const executablePath = process.env.CHROMIUM || installed();
  if (!executablePath) throw new Error("No Chromium found: set CHROMIUM to its path.");
  const args = ["--no-sandbox", "--disable-gpu"];
  const browser = await chromium.launch({ executablePath, args });
  try {
    await inviteMany(serving);
    await measure({
      browser,
      serving,
      signIn: (username) => signIn(browser, serving.url, username),
    });
  } finally {
    await browser.close();
    await serving.stop();
    await rm(state, { recursive: true, force: true });
  }
}

/** The middle one of some figures, of an even number the later of two. */
export function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

async function inviteMany(serving: Serving): Promise<void> {
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
    .bind(one.id, pending)
    .run();
}

async function signIn(browser: Browser, url: string, username: string): Promise<SignedIn> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await page.getByLabel("Username").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => url.pathname.startsWith("/s/"));
  const school = page.url().split("/").slice(0, 5).join("/");
  const found = { cookies: await context.cookies(), school };
  await context.close();
  return found;
}
