import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  expectUnreloaded,
  markDocument,
  password,
  people,
  row,
  Stage,
  untilLive,
  type Window,
} from "../stage.ts";
import { openForwardProxy, openWire, type Upgrades, type Wire } from "./between.ts";

let wire: Wire;
let stage: Stage;
let priya: Window;
beforeAll(async () => {
  wire = await openWire();
  stage = await Stage.open({ ORIGIN: wire.url });
  wire.leadTo(stage.serving.port);
  priya = await stage.signedIn(people.priya);
  await untilLive(priya.page);
});
afterAll(async () => {
  await stage?.close();
  await wire?.down();
});
afterEach(() => {
  wire.setUpgrades("pass");
  wire.dropCookies(false);
});

/** A call of Priya's from a network where all is well, past the wire. */
async function elsewhere<T>(method: string, path: string, body?: object) {
  const cookies = await priya.page.context().cookies();
  const school = new URL(priya.page.url()).pathname.split("/")[2];
  const answer = await fetch(
    `http://localhost:${stage.serving.port}/api/schools/${school}${path}`,
    {
      method,
      headers: {
        Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
        Origin: wire.url,
        "Content-Type": "application/json",
      },
      ...(body && { body: JSON.stringify(body) }),
    },
  );
  expect(answer.ok, `${method} ${path}`).toBe(true);
  return (await answer.json()) as T;
}

interface Shown {
  id: string;
  email: string;
  status: string;
}

const invite = async (email: string) =>
  (await elsewhere<{ invite: Shown }>("POST", "/invites", { email, role: "viewer" })).invite;
const withdraw = ({ id }: Shown) => elsewhere("PUT", `/invites/${id}/revocation`);
const statusOf = async ({ id }: Shown) =>
  (await elsewhere<{ invite: Shown }>("GET", `/invites/${id}`)).invite.status;

const untilPolling = (page: Page) =>
  page.getByText("Live, every few seconds", { exact: true }).waitFor({ timeout: 60_000 });

/** The page believes that nobody looks at it, and asks for nothing. */
const hide = (page: Page) =>
  page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
  });

async function choose(window: Window, email: string, choice: string): Promise<void> {
  await row(window, email)
    .getByRole("button", { name: /^More for/ })
    .click();
  await window.page.getByRole("menuitem", { name: choice }).click();
}

async function staysLive(ade: Window, name: string): Promise<void> {
  await untilPolling(ade.page);
  await markDocument(ade.page);
  const sent = await invite(`${name}.comes@oakfield.example`);
  await row(ade, sent.email).getByText("Pending", { exact: true }).waitFor();
  await withdraw(sent);
  await row(ade, sent.email).getByText("Revoked", { exact: true }).waitFor();
  await expectUnreloaded(ade.page);
  expect(ade.faults).toEqual([]);
}

describe("[C7] a network that lets no WebSocket through", () => {
  for (const upgrades of ["refuse", "redirect", "swallow"] satisfies Upgrades[])
    it(`and answers the upgrade so: ${upgrades}. What others do comes all the same, and at once when a socket gets through again`, async () => {
      wire.setUpgrades(upgrades);
      const ade = await stage.signedIn(people.ade);
      await staysLive(ade, upgrades);
      wire.setUpgrades("pass");
      await ade.page.evaluate(() => dispatchEvent(new Event("online")));
      await untilLive(ade.page);
      await row(ade, (await invite(`${upgrades}.after@oakfield.example`)).email).waitFor();
      await expectUnreloaded(ade.page);
      await ade.page.context().close();
    });

  it("because its proxy refuses CONNECT", async () => {
    const proxy = await openForwardProxy();
    const ade = await stage.signedIn(people.ade, {
      proxy: { server: proxy.url, bypass: "<-loopback>" },
    });
    await staysLive(ade, "proxied");
    expect(proxy.tunnels()).toBeGreaterThan(1);
    await ade.page.context().close();
    proxy.close();
  });

  it("shows no row that contradicts the refusal over it", async () => {
    wire.setUpgrades("refuse");
    const ade = await stage.signedIn(people.ade);
    await untilPolling(ade.page);
    const sent = await invite("contradicted@oakfield.example");
    await row(ade, sent.email).waitFor();
    await hide(ade.page);
    await withdraw(sent);
    await row(ade, sent.email)
      .getByRole("button", { name: /Resend/ })
      .click();
    await ade.page
      .getByRole("alertdialog")
      .getByRole("button", { name: /Resend/ })
      .click();
    await ade.page.getByText("gets no new link").first().waitFor();
    await row(ade, sent.email).getByText("Revoked", { exact: true }).waitFor();
    await ade.page.context().close();
  });

  it("still takes somebody whose role has changed to what they may see now", async () => {
    wire.setUpgrades("refuse");
    const ade = await stage.signedIn(people.ade);
    await untilPolling(ade.page);
    const { items } = await elsewhere<{ items: { id: string; username: string }[] }>(
      "GET",
      "/users",
    );
    const id = items.find(({ username }) => username === people.ade)?.id;
    for (const role of ["viewer", "admin"]) await become(`/users/${id}`, role);
    await become(`/users/${id}`, "viewer");
    await ade.page.getByRole("heading", { name: /^Hello/ }).waitFor();
    await become(`/users/${id}`, "admin");
    await ade.page.context().close();
  });

  async function become(path: string, role: string): Promise<void> {
    const { user } = await elsewhere<{ user: { version: number } }>("GET", path);
    const status = await priya.page.evaluate(
      async ([path, version, role]) => {
        const school = location.pathname.split("/")[2];
        const headers = { "Content-Type": "application/json", "If-Match": `"${version}"` };
        const init = { method: "PATCH", headers, body: JSON.stringify({ role }) };
        return (await fetch(`/api/schools/${school}${path}`, init)).status;
      },
      [path, user.version, role] as const,
    );
    expect(status).toBe(200);
  }
});

describe("somebody else who signs in on the same browser, while no socket tells", () => {
  it("gets nothing done in their name by a page of the first account, which starts over as theirs", async () => {
    wire.setUpgrades("refuse");
    const first = await stage.signedIn(people.priya);
    await untilPolling(first.page);
    const sent = await invite("whose.act@oakfield.example");
    await row(first, sent.email).waitFor();
    await hide(first.page);
    const second = await first.page.context().newPage();
    await second.goto(stage.url("/healthz"));
    await second.evaluate(() => fetch("/api/session", { method: "DELETE" }));
    await second.goto(stage.url("/sign-in"));
    await stage.signIn(second, people.tom);
    await markDocument(first.page);
    await choose(first, sent.email, "Withdraw");
    await first.page.getByRole("alertdialog").getByRole("button", { name: "Withdraw" }).click();
    await first.page.getByRole("button", { name: /Tom Mills/ }).waitFor();
    await expect(expectUnreloaded(first.page)).rejects.toThrow();
    expect(await statusOf(sent)).toBe("pending");
    await first.page.context().close();
  });
});

describe("a network that swallows what is open, without a word", () => {
  it("keeps neither a colleague's news nor one's own act waiting", async () => {
    const ade = await stage.signedIn(people.ade);
    await untilLive(ade.page);
    await markDocument(ade.page);
    const sent = await invite("swallowed@oakfield.example");
    await row(ade, sent.email).waitFor();
    wire.swallowOpen();
    await choose(ade, sent.email, "Withdraw");
    await ade.page.getByRole("alertdialog").getByRole("button", { name: "Withdraw" }).click();
    await expect.poll(() => statusOf(sent), { timeout: 60_000 }).toBe("revoked");
    const { email } = await invite("after.swallowing@oakfield.example");
    await row(ade, email).waitFor({ timeout: 60_000 });
    await untilLive(ade.page);
    await expectUnreloaded(ade.page);
    await ade.page.context().close();
  });
});

describe("a server that is down while the device is online", () => {
  it("is said, with the time at which things stood so; an act says at once that it cannot work; and all is well when it is back", async () => {
    const ade = await stage.signedIn(people.ade);
    await untilLive(ade.page);
    const sent = await invite("down@oakfield.example");
    await row(ade, sent.email).waitFor();
    await markDocument(ade.page);
    await choose(ade, sent.email, "Withdraw");
    const confirm = ade.page.getByRole("alertdialog").getByRole("button", { name: "Withdraw" });
    await confirm.waitFor();
    await wire.down();
    const banner = ade.page.getByText(
      /^Staffroom cannot be reached\. You see how things stood at \d\d:\d\d\.$/,
    );
    await banner.waitFor();
    const asked: string[] = [];
    ade.page.on("request", (request) => asked.push(request.method()));
    await confirm.click();
    await ade.page.getByText(`The invite to ${sent.email} is not withdrawn.`).first().waitFor();
    expect(asked.filter((method) => method !== "GET")).toEqual([]);
    await row(ade, sent.email).getByText("Pending", { exact: true }).waitFor();
    await wire.listen();
    await untilLive(ade.page, 60_000);
    await banner.waitFor({ state: "detached" });
    await expectUnreloaded(ade.page);
    expect(ade.faults).toEqual([]);
    await ade.page.context().close();
  });
});

describe("a page opened at another address than Staffroom's own", () => {
  it("says which address to use, and stays up to date all the same", async () => {
    const tom = await stage.window();
    const port = stage.serving.port;
    await tom.page.goto(`http://127.0.0.1:${port}/sign-in`);
    await stage.signIn(tom.page, people.tom);
    await untilPolling(tom.page);
    const way = tom.page.getByRole("link", { name: wire.url });
    await way.waitFor();
    await tom.page.waitForURL(/\/invites$/);
    expect(await way.getAttribute("href")).toBe(wire.url + new URL(tom.page.url()).pathname);
    await row(tom, (await invite("other.host@oakfield.example")).email).waitFor();
    await tom.page.context().close();
  });
});

describe.each([
  ["by script", true],
  ["without scripts", false],
])("a browser that keeps no cookies, %s", (how, javaScriptEnabled) => {
  const told = (page: Page) =>
    page.getByRole("alert").filter({ hasText: "This browser does not keep you signed in" });

  it("is told to Tom as he signs in, with what to do, and no more once it keeps them", async () => {
    const { page, faults } = await stage.window({ javaScriptEnabled });
    const signIn = async () => {
      await page.getByLabel("Username").fill(people.tom);
      await page.getByLabel("Password", { exact: true }).fill(password);
      await page.getByRole("button", { name: "Sign in" }).click();
    };
    wire.dropCookies(true);
    await page.goto(stage.url("/sign-in"));
    await signIn();
    await told(page)
      .getByText(`It keeps no cookies from ${new URL(wire.url).host}.`)
      .waitFor();
    wire.dropCookies(false);
    await signIn();
    await page.waitForURL((url) => url.pathname === "/" || url.pathname.startsWith("/s/"));
    expect(faults).toEqual([]);
    await page.context().close();
  });

  it("is told to Joy as she sets herself up: her account is made, and where it opens", async () => {
    const email = `joy.${how.replace(" ", ".")}@oakfield.example`;
    const invited = await invite(email);
    const { page } = await stage.window({ javaScriptEnabled });
    await page.goto(await stage.linkTo(email));
    wire.dropCookies(true);
    const username = `ng75pn_${javaScriptEnabled ? "joy" : "okafor"}`;
    await page.getByLabel("First name").fill("Joy");
    await page.getByLabel("Surname").fill("Okafor");
    await page.getByLabel("Username").fill(username);
    await page.getByLabel("Password", { exact: true }).fill("a better one 42");
    await page.getByRole("button", { name: "Create my account" }).click();
    await told(page)
      .getByText(
        javaScriptEnabled
          ? `it is made: sign in there as ${username}.`
          : "it is made: sign in there with the username in the mail that welcomes you.",
      )
      .waitFor();
    expect(await statusOf(invited)).toBe("accepted");
    await page.context().close();
  });
});
