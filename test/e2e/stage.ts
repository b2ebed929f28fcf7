import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import { type Serving, serve, type Wanted } from "../../worker/local/serve.ts";
import { installed } from "../running/chromium.mjs";

export const password = "staffroom-demo-1";

/** The demo people, by the username they sign in with. */
export const people = {
  priya: "ng75pn_shah",
  tom: "ng75pn_mills",
  ade: "ng75pn_olu",
  lena: "ng75pn_brand",
  rene: "ng75pn_dubois",
  ngozi: "ls29jt_okoro",
} as const;

export const phone = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 2,
} as const;

export interface Mail {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** A browser window, and what went wrong in it. */
export interface Window {
  page: Page;
  faults: string[];
}

type SignInOptions = BrowserContextOptions & { ownDevice?: boolean };

/** A served Staffroom of its own with a real Chromium in front of it. */
export class Stage {
  private constructor(
    public serving: Serving,
    readonly browser: Browser,
    private readonly wanted: Wanted,
  ) {}

  static async open(vars: Record<string, string> = {}): Promise<Stage> {
    const stateDir = await mkdtemp(join(tmpdir(), "staffroom-"));
    const linkSecret = `k1:${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString("base64")}`;
    const wanted = {
      port: 0,
      stateDir,
      vars: { MAILBOX: "dev", REGISTRATION: "open", LINK_SECRET: linkSecret, ...vars },
      seed: true,
    };
    const serving = await serve(wanted);
    const browser = await chromium.launch({ executablePath: chromiumPath(), args: quiet });
    return new Stage(serving, browser, { ...wanted, port: serving.port });
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.serving.stop();
    await rm(this.wanted.stateDir, { recursive: true, force: true });
  }

  /** Serves again what `serving.stop()` has ended, at the same address. */
  async restart(): Promise<void> {
    this.serving = await serve(this.wanted);
  }

  url(path: string): string {
    return this.serving.url + path;
  }

  /** A fresh window of somebody who is not signed in. Errors of scripts and of the content security policy are kept. */
  async window(options: BrowserContextOptions = {}): Promise<Window> {
    const context = await this.browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: "en-GB",
      ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error" && /Content.Security.Policy|Refused to/i.test(message.text()))
        faults.push(message.text());
    });
    return { page, faults };
  }

  /**
   * A window of somebody of the demo, with a session of its own that nobody had to type a password for: at the invites,
   * or at their home where they may not see those.
   */
  async signedIn(username: string, options: BrowserContextOptions = {}): Promise<Window> {
    const window = await this.window(options);
    const { page } = window;
    const agent = await page.evaluate(() => navigator.userAgent);
    const { value, school } = await this.#beginSession(username, agent);
    await page.context().addCookies([{ name: "session", value, url: this.url("/") }]);
    await page.goto(this.url(`/s/${school}/invites`));
    return window;
  }

  /** A window in which somebody of the demo has signed in by the page, on a device of their own or not. */
  async signsIn(
    username: string,
    { ownDevice = false, ...options }: SignInOptions = {},
  ): Promise<Window> {
    const window = await this.window(options);
    await window.page.goto(this.url("/sign-in"));
    await this.signIn(window.page, username, ownDevice);
    return window;
  }

  /** A new session as signing in makes it; gives its secret, and the school it is for. */
  async #beginSession(username: string, agent: string) {
    const secret = randomBytes(20).toString("hex");
    const id = createHash("sha256").update(secret).digest("hex");
    const [now, idleLife] = [Date.now(), 8 * 3600_000];
    const database = await this.serving.database();
    await database
      .prepare(
        `insert into sessions (id, user_id, created_at, expires_at, user_agent)
          select ?, id, ?, ?, ? from users where username = ?`,
      )
      .bind(id, now, now + idleLife, agent, username)
      .run();
    const seat = await database
      .prepare(
        `select school_id as school from memberships
          where user_id = (select id from users where username = ?) order by joined_at`,
      )
      .bind(username)
      .first<{ school: string }>();
    return { value: secret, school: seat?.school };
  }

  /** Fills in the sign-in page that is open, and goes on to the invites, where it leads to no page in particular and there is a way to them. */
  async signIn(page: Page, username: string, ownDevice = false): Promise<void> {
    await page.getByLabel("Username").fill(username);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByLabel("This is my own device").setChecked(ownDevice);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL((url) => url.pathname.startsWith("/s/"));
    // Whoever was sent here from a page is led back to it.
    if (new URL(page.url()).pathname.split("/")[3]) return;
    const pages = page.getByRole("navigation", { name: "Pages" });
    await pages.getByRole("link", { name: /^(Invites|Home)/ }).click();
  }

  /** The newest mail to an address, as soon as it is there; what the dashboard sends waits 8 s [C6]. */
  async mailTo(address: string, count = 1): Promise<Mail> {
    for (let tries = 0; tries < 300; tries++) {
      const mails = (await (
        await fetch(this.url(`/dev/mail.json?to=${encodeURIComponent(address)}`))
      ).json()) as Mail[];
      if (mails[0] && mails.length >= count) return mails[0];
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`No mail came to ${address}.`);
  }

  /** The link of the newest mail to an address. */
  async linkTo(address: string, count = 1): Promise<string> {
    const { text } = await this.mailTo(address, count);
    const link = text
      .split(/\r?\n/)
      .find((line) => /^https?:\/\/\S+\/accept\/\S+$/.test(line.trim()));
    if (!link) throw new Error(`No link stands alone on a line of the mail to ${address}.`);
    return link.trim();
  }

  /** A call of somebody in their window, as the dashboard makes it. */
  async call<T>(
    page: Page,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: T }> {
    return page.evaluate(
      async ([method, path, body, headers]) => {
        const school = location.pathname.split("/")[2];
        const init =
          body === undefined
            ? { headers }
            : {
                body: JSON.stringify(body),
                headers: { "Content-Type": "application/json", ...headers },
              };
        const answer = await fetch(`/api/schools/${school}${path}`, {
          method: method as string,
          ...init,
        });
        return { status: answer.status, body: await answer.json().catch(() => null) };
      },
      [method, path, body, headers] as const,
    );
  }
}

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Those of the rules that colours alone can break. */
export const rulesOfColour = ["color-contrast", "link-in-text-block"];

/** No violation of the accessibility rules that axe can check (WCAG 2.2 AA and its best practices), or of `rules` alone. */
export async function expectAccessible(
  page: Page,
  what: string,
  rules: readonly string[] = [],
): Promise<void> {
  // Evaluated by the debugger, which the page's policy does not concern.
  await page.evaluate(axe);
  const found = await page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(options: object): Promise<{
          violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
        }>;
      };
    };
    // Chromium tells a text's fill as it was before the system's own colours came; what it paints is the text's colour.
    const style = CSSStyleDeclaration.prototype;
    const told = style.getPropertyValue;
    if (matchMedia("(forced-colors: active)").matches)
      style.getPropertyValue = function (name) {
        return told.call(this, name === "-webkit-text-fill-color" ? "color" : name);
      };
    // What is on its way in or out is not yet as anybody reads it.
    const passing = document
      .getAnimations()
      .filter(({ effect }) => effect && Number.isFinite(effect.getComputedTiming().endTime));
    await Promise.allSettled(passing.map(({ finished }) => finished));
    const { violations } = await axe.run({
      // Of what is in order, axe would describe every node.
      resultTypes: ["violations"],
      runOnly:
        rules.length > 0
          ? rules
          : ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    style.getPropertyValue = told;
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map((node) => `${node.html} ${node.failureSummary ?? ""}`).join(" | ")}`,
    );
  }, rules);
  expect(found, what).toEqual([]);
}

/** Marks the document, so that a reload would show. */
export function markDocument(page: Page): Promise<void> {
  return page.evaluate(() => {
    (globalThis as unknown as { unreloaded?: boolean }).unreloaded = true;
  });
}

/** Waits until a page is up to date. */
export async function untilLive(page: Page, timeout = 30_000): Promise<void> {
  await page.getByText("Live", { exact: true }).first().waitFor({ timeout });
}

/** The row of a list that has these words in it. */
export function row({ page }: Pick<Window, "page">, words: string) {
  return page.getByRole("row").filter({ hasText: words });
}

/** The panel or dialog that is open. */
export function dialog({ page }: Pick<Window, "page">) {
  return page.getByRole("dialog");
}

export async function expectUnreloaded(page: Page): Promise<void> {
  expect(
    await page.evaluate(() => (globalThis as unknown as { unreloaded?: boolean }).unreloaded),
  ).toBe(true);
}

function chromiumPath(): string {
  const found = process.env.CHROMIUM || installed();
  if (!found) throw new Error("No Chromium found: set CHROMIUM to its path.");
  return found;
}

const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
