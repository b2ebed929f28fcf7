import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { people, Stage, untilLive, type Window } from "../stage.ts";

let stage: Stage;
let tom: Window;
beforeAll(async () => {
  stage = await Stage.open();
  tom = await stage.signedIn(people.tom);
  await untilLive(tom.page);
});
afterAll(() => stage?.close());

describe("Priya signs in on her own device", () => {
  it("shows the last state before anybody has answered, and then asks for what she missed alone", async () => {
    const { page } = await atHome();
    const seen = (await kept(page)).head.seq;
    const [url, before] = [page.url(), await addresses(page)];
    await page.goto(stage.url("/healthz"));
    await invite("missed@oakfield.example");

    const { asked, answer } = await heldBack(page);
    await page.goto(url);
    await row(page, "r.khan@").waitFor();
    expect(await addresses(page)).toEqual(before);
    expect(await row(page, "missed@").count()).toBe(0);
    expect(asked).not.toContain("answered");

    answer();
    await row(page, "missed@").waitFor();
    await untilLive(page);
    expect(asked.toSorted()).toEqual([
      `/api/schools/${schoolOf(url)}/events?since=${seen}`,
      // How mail leaves is the deployment's matter, and no part of the replica.
      `/api/schools/${schoolOf(url)}/mail`,
      "/api/session",
      "answered",
    ]);
    await page.context().close();
  });

  it("leads from the front door to the school without waiting, too", async () => {
    const { page } = await atHome();
    await page.goto(stage.url("/healthz"));
    const { answer } = await heldBack(page);
    await page.goto(stage.url("/"));
    await page.getByRole("link", { name: /^\d+ accepted$/ }).waitFor();
    answer();
    await untilLive(page);
    await page.context().close();
  });

  it("stays with what it has while there is no network, and catches up after", async () => {
    const { page } = await atHome();
    const url = page.url();
    await page.goto(stage.url("/healthz"));
    await page.route("**/api/**", (route) => route.abort());
    await page.routeWebSocket("**/room", (socket) => socket.close());
    await page.goto(url);
    await row(page, "r.khan@").waitFor();
    await page
      .getByText(/^(Connecting|Offline)$/)
      .first()
      .waitFor();
    await invite("meanwhile@oakfield.example");
    await page.unrouteAll();
    await page.routeWebSocket("**/room", (socket) => void socket.connectToServer());
    await row(page, "meanwhile@").waitFor();
    await page.context().close();
  });

  it("shows what it has, too, where the disk is so slow that the page has already failed without", async () => {
    const { page } = await atHome();
    const url = page.url();
    await page.goto(stage.url("/healthz"));
    await page.route("**/snapshot", (route) => route.abort());
    const { promise: found, resolve: find } = Promise.withResolvers<void>();
    await page.route("**/assets/saved-replica-*.js", async (route) => {
      await found;
      await route.continue();
    });
    await page.goto(url);
    await page.getByRole("button", { name: "Try again" }).waitFor();
    find();
    await row(page, "r.khan@").waitFor();
    await untilLive(page);
    await page.context().close();
  });

  it("keeps what two tabs have heard, whichever was quicker, exactly as the server has it", async () => {
    const { page } = await atHome();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await untilLive(other);
    for (const name of ["one", "two", "three"]) await invite(`${name}.kept@oakfield.example`);
    const { body } = await stage.call<{ items: { id: string; email: string }[] }>(
      tom.page,
      "GET",
      "/invites",
    );
    const one = body.items.find(({ email }) => email.startsWith("one.kept"));
    expect((await stage.call(tom.page, "PUT", `/invites/${one?.id}/revocation`)).status).toBe(200);
    await row(page, "one.kept@").getByText("Revoked", { exact: true }).waitFor();
    await eventually(async () => (await stage.call(page, "GET", "/snapshot")).body).toMatchObject(
      await wholeOf(page),
    );
    expect((await kept(page)).invites.length).toBeGreaterThan(3);
    await page.context().close();
  });

  it("begins anew when the history is another one", async () => {
    const { page } = await atHome();
    const url = page.url();
    await page.goto(stage.url("/healthz"));
    await tamper(page, { epoch: "another" });
    const { asked, answer } = await heldBack(page);
    answer();
    await page.goto(url);
    await eventually(() => asked).toContain(`/api/schools/${schoolOf(url)}/snapshot`);
    await row(page, "r.khan@").waitFor();
    await row(page, "only.kept@").waitFor({ state: "detached" });
    await eventually(async () => (await kept(page)).head.epoch).not.toBe("another");
    expect((await kept(page)).invites.some(({ email }) => email.startsWith("only.kept"))).toBe(
      false,
    );
    await page.context().close();
  });

  it("does without what was spoilt on the way", async () => {
    const { page } = await atHome();
    const url = page.url();
    for (const spoilt of [
      { session: {} },
      { events: [{ seq: 1, kind: "weather.turned" }] },
      { school: undefined, events: null },
    ]) {
      await page.goto(stage.url("/healthz"));
      await tamper(page, spoilt);
      await page.goto(url);
      await untilLive(page);
      await row(page, "r.khan@").waitFor();
      await page.goto(url);
      await untilLive(page);
    }
    await page.context().close();
  });

  it("forgets what nobody has used for a week", async () => {
    const { page } = await atHome();
    const url = page.url();
    await page.goto(stage.url("/healthz"));
    await tamper(page, { usedAt: Date.now() - 7 * 24 * 3_600_000 - 1 });
    const { asked, answer } = await heldBack(page);
    await page.goto(url);
    await eventually(() => asked).toContain(`/api/schools/${schoolOf(url)}/snapshot`);
    expect(await page.getByRole("row").count()).toBe(0);
    answer();
    await row(page, "r.khan@").waitFor();
    expect(await row(page, "only.kept@").count()).toBe(0);
    await page.context().close();
  });
});

describe("Priya signs in where others sit, too", () => {
  it("leaves nothing there, not even the session once the browser is closed", async () => {
    const { page, faults } = await stage.signsIn(people.priya);
    await untilLive(page);
    await page.reload();
    await untilLive(page);
    expect(await leftBehind(page)).toEqual(nothing);
    const cookies = await page.context().cookies();
    expect(cookies.find(({ name }) => name.endsWith("session"))?.expires).toBe(-1);
    expect(cookies.some(({ name }) => name.endsWith("device"))).toBe(false);
    expect(faults).toEqual([]);
    await page.context().close();
  });
});

describe("Priya’s session ends, and what her device kept goes with it", () => {
  it("when she signs out, from her other tab as well", async () => {
    const { page } = await atHome();
    await withoutServersErasing(page.context());
    const other = await page.context().newPage();
    await other.goto(page.url());
    await untilLive(other);
    await page.getByRole("button", { name: /Priya Shah/ }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await Promise.all([atSignIn(page), atSignIn(other)]);
    expect(await leftBehind(page)).toEqual(nothing);
    await page.context().close();
  });

  it("when it is ended from another device while she looks", async () => {
    const { page } = await atHome();
    await withoutServersErasing(page.context());
    await endSessionsOf(page.context());
    await atSignIn(page);
    expect(await leftBehind(page)).toEqual(nothing);
    await page.context().close();
  });

  it("when it was ended while the page was closed", async () => {
    const { page } = await atHome();
    const url = page.url();
    await withoutServersErasing(page.context());
    await page.goto(stage.url("/healthz"));
    await endSessionsOf(page.context());
    expect((await kept(page)).invites.length).toBeGreaterThan(0);
    await page.goto(url);
    await atSignIn(page);
    expect(await leftBehind(page)).toEqual(nothing);
    await page.context().close();
  });

  for (const ownDevice of [true, false])
    it(`before Tom sees any of it, who signs in after her on ${ownDevice ? "his own device, as he says" : "a device that is nobody’s own"}`, async () => {
      const { page } = await atHome();
      await withoutServersErasing(page.context());
      await page.goto(stage.url("/healthz"));
      await tamper(page, {});
      await endSessionsOf(page.context());
      await page.unrouteAll();
      await page.context().unrouteAll();
      await page.context().route("**/sign-in*", async (route) => {
        if (route.request().method() !== "GET") return route.continue();
        const response = await route.fetch({ maxRedirects: 0 });
        const { "clear-site-data": _, ...headers } = response.headers();
        await route.fulfill({ response, headers });
      });
      await page.goto(stage.url("/sign-in"));
      expect((await kept(page)).invites.some(({ email }) => email.startsWith("only.kept"))).toBe(
        true,
      );
      const { asked, answer } = await heldBack(page);
      const signingIn = stage.signIn(page, people.tom, ownDevice);
      await eventually(() => asked.length).toBeGreaterThan(0);
      expect(await page.getByRole("row").count()).toBe(0);
      answer();
      await signingIn;
      await row(page, "r.khan@").waitFor();
      expect(await row(page, "only.kept@").count()).toBe(0);
      if (ownDevice) {
        await eventually(async () => (await kept(page)).head.session.user.username).toBe(
          people.tom,
        );
        expect((await kept(page)).invites.some(({ email }) => email.startsWith("only.kept"))).toBe(
          false,
        );
      } else await eventually(() => leftBehind(page)).toEqual(nothing);
      await page.context().close();
    });
});

describe("Ade’s role changes", () => {
  it("while he is away: his own device starts over from what he may see now", async () => {
    const ade = await stage.signsIn(people.ade, { ownDevice: true });
    await isKept(ade.page);
    const url = ade.page.url();
    await ade.page.goto(stage.url("/healthz"));
    await becomes("viewer");
    // He hears of it, and is gone before the new state is there.
    await ade.page.route("**/snapshot", (route) => route.abort());
    await ade.page.goto(url);
    await eventually(() => ade.page.url()).not.toContain("/invites");
    await untilLive(ade.page);
    await ade.page.goto(stage.url("/healthz"));
    expect((await kept(ade.page)).invites.length).toBeGreaterThan(0);
    await ade.page.unrouteAll();
    await ade.page.goto(url);
    await eventually(async () => (await kept(ade.page)).invites.length).toBe(0);
    expect((await kept(ade.page)).users.some((user) => "username" in user)).toBe(false);
    await ade.page.context().close();
    await becomes("admin");
  });

  it("while he looks: nothing is kept of what he could see before", async () => {
    const ade = await stage.signsIn(people.ade, { ownDevice: true });
    await isKept(ade.page);
    await becomes("viewer");
    await eventually(() => ade.page.url()).not.toContain("/invites");
    await eventually(() => leftBehind(ade.page)).toEqual(nothing);
    await ade.page.context().close();
    await becomes("admin");
  });

  /** The Owner decides. */
  async function becomes(role: "admin" | "viewer"): Promise<void> {
    const priya = await stage.signedIn(people.priya);
    const { body } = await stage.call<{
      items: { id: string; username: string; version: number }[];
    }>(priya.page, "GET", "/users");
    const ade = body.items.find(({ username }) => username === people.ade);
    const status = await priya.page.evaluate(
      async ([path, version, role]) => {
        const headers = { "Content-Type": "application/json", "If-Match": `"${version}"` };
        return (await fetch(path, { method: "PATCH", headers, body: JSON.stringify({ role }) }))
          .status;
      },
      [`/api/schools/${schoolOf(priya.page.url())}/users/${ade?.id}`, ade?.version, role] as const,
    );
    expect(status).toBe(200);
    await priya.page.context().close();
  }
});

/** What holds at some time, however busy the machine is. */
function eventually<T>(look: () => T) {
  return expect.poll(look, { timeout: 20_000 });
}

/** What a browser's own tools would find. */
interface Found {
  head: { epoch: string; seq: number; session: { user: { username: string } } };
  users: object[];
  invites: { email: string }[];
}

const nothing = { databases: 0, local: 0, session: 0, caches: 0 };

/** A window of Priya's, signed in on her own device, whose state has been kept. */
async function atHome(): Promise<Window> {
  const priya = await stage.signsIn(people.priya, { ownDevice: true });
  await isKept(priya.page);
  return priya;
}

async function isKept(page: Page): Promise<void> {
  await untilLive(page);
  await eventually(async () => (await leftBehind(page)).databases).toBe(1);
  await eventually(async () => (await kept(page)).invites?.length).toBeGreaterThan(0);
}

function atSignIn(page: Page): Promise<void> {
  return page.waitForURL((url) => url.pathname === "/sign-in");
}

function row(page: Page, text: string) {
  return page.getByRole("row").filter({ hasText: text });
}

/** The list of invites, from above. */
function addresses(page: Page): Promise<string[]> {
  return page.locator("td .email").allTextContents();
}

function schoolOf(url: string): string {
  return new URL(url).pathname.split("/")[2] as string;
}

async function invite(email: string): Promise<void> {
  expect((await stage.call(tom.page, "POST", "/invites", { email, role: "viewer" })).status).toBe(
    201,
  );
}

/** Lets no answer through before `answer`; `asked` says what was asked for. */
async function heldBack(page: Page) {
  const asked: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route("**/api/**", async (route) => {
    const { pathname, search } = new URL(route.request().url());
    asked.push(pathname + search);
    await promise;
    await route.continue();
  });
  await page.routeWebSocket("**/room", async (socket) => {
    await promise;
    socket.connectToServer();
  });
  return {
    asked,
    answer: () => {
      asked.push("answered");
      resolve();
    },
  };
}

/** The server has browsers erase what a session leaves behind. These tests are about what the pages do themselves. */
async function withoutServersErasing(context: BrowserContext): Promise<void> {
  await context.route("**/sign-in*", (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>Sign in</title>" }),
  );
  await context.route("**/api/session", async (route) => {
    if (route.request().method() !== "DELETE") return route.fallback();
    const response = await route.fetch();
    const { "clear-site-data": _, ...headers } = response.headers();
    await route.fulfill({ response, headers });
  });
}

/** Ends them from elsewhere, so that the browser does not know. */
async function endSessionsOf(context: BrowserContext): Promise<void> {
  const cookies = await context.cookies();
  const headers = {
    Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join("; "),
    Origin: stage.serving.url,
  };
  expect((await fetch(stage.url("/api/session"), { method: "DELETE", headers })).status).toBe(204);
}

function leftBehind(page: Page): Promise<typeof nothing> {
  return page.evaluate(async () => ({
    databases: (await indexedDB.databases()).length,
    local: localStorage.length,
    session: sessionStorage.length,
    caches: (await caches.keys()).length,
  }));
}

async function wholeOf(page: Page) {
  const { head, invites } = await kept(page);
  return { epoch: head.epoch, seq: head.seq, invites };
}

function kept(page: Page): Promise<Found> {
  return page.evaluate(async () => {
    const request = indexedDB.open("staffroom");
    await new Promise((resolve, reject) => {
      request.onsuccess = resolve;
      request.onerror = reject;
    });
    const database = request.result;
    const tx = database.transaction(["heads", "users", "invites"]);
    const all = await Promise.all(
      ["heads", "users", "invites"].map(
        (name) =>
          new Promise<unknown[]>((resolve, reject) => {
            const rows = tx.objectStore(name).getAll();
            rows.onsuccess = () => resolve(rows.result);
            rows.onerror = reject;
          }),
      ),
    );
    database.close();
    const [heads, users, invites] = all as [Found["head"][], Placed[], Placed[]];
    const rows = (placed: Placed[]) =>
      placed.sort((one, other) => other.place - one.place).map(({ row }) => row);
    return { head: heads[0], users: rows(users), invites: rows(invites) } as Found;

    interface Placed {
      place: number;
      row: object;
    }
  });
}

/** Changes what is kept behind the pages' back: the head so, and a row that only this browser has. */
function tamper(page: Page, but: object): Promise<void> {
  return page.evaluate(async (but) => {
    const request = indexedDB.open("staffroom");
    await new Promise((resolve) => {
      request.onsuccess = resolve;
    });
    const tx = request.result.transaction(["heads", "invites"], "readwrite");
    const [heads, invites] = [tx.objectStore("heads"), tx.objectStore("invites")];
    const head = heads.getAll();
    head.onsuccess = () => heads.put({ ...head.result[0], ...but });
    const found = invites.getAll();
    found.onsuccess = () => {
      const [first] = found.result;
      invites.put({
        ...first,
        id: "only-kept",
        place: 1e9,
        row: { ...first.row, id: "only-kept", email: "only.kept@oakfield.example" },
      });
    };
    await new Promise((resolve) => {
      tx.oncomplete = resolve;
    });
    request.result.close();
  }, but);
}
