import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  expectUnreloaded,
  markDocument,
  people,
  row,
  Stage,
  untilLive,
  type Window,
} from "../stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage?.close());

/** The link in the navigation. */
function wayTo(page: Page, name: RegExp) {
  return page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name });
}

const email = "wren.hale@oakfield.example";

describe("a slow line", () => {
  it("brings Tom's invites while the dashboard's own code is on its way: each is asked for once", async () => {
    const { page } = await stage.signedIn(people.tom);
    await untilLive(page);
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const asked: string[] = [];
    page.on("request", (request) => {
      const { pathname } = new URL(request.url());
      if (/session$|snapshot$|lists-/.test(pathname)) asked.push(pathname.replace(/.*[/]/, ""));
    });
    await page.route("**/assets/first-*.js", async (route) => {
      await held;
      await route.continue();
    });
    const reloaded = page.reload({ waitUntil: "load" });
    await expect.poll(() => asked.length).toBe(3);
    letGo();
    await reloaded;
    await untilLive(page);
    await page.locator("tr[data-id]").first().waitFor();
    expect(asked.map((name) => name.split("-")[0]).sort()).toEqual([
      "lists",
      "session",
      "snapshot",
    ]);
  });

  it("that breaks under those questions costs nothing: they are asked again", async () => {
    const { page, faults } = await stage.signedIn(people.tom);
    await untilLive(page);
    const broken = new Set<string>();
    await page.route(/\/api\/(session|schools\/[^/]+\/snapshot)$/, (route) => {
      const path = route.request().url();
      if (broken.has(path)) return route.continue();
      broken.add(path);
      return route.abort();
    });
    await page.reload();
    await page.locator("tr[data-id]").first().waitFor();
    await untilLive(page);
    expect(broken.size).toBe(2);
    expect(faults).toEqual([]);
  });
});

describe("a server that stops while Priya is saving", () => {
  it("is told in a note though nothing more can be fetched; what she wanted is done when it is back, and Tom sees it", async () => {
    const priya = await stage.signedIn(people.priya);
    const tom = await stage.signedIn(people.tom);
    await untilLive(priya.page);
    await untilLive(tom.page);
    const { page } = priya;
    await page.getByRole("button", { name: "Invite user" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("E-mail address").fill(email);
    await dialog.getByRole("radio", { name: "Editor" }).check({ force: true });

    await stage.serving.stop();
    await dialog.getByRole("button", { name: "Send invite" }).click();
    await page
      .getByText(/cannot be reached/)
      .first()
      .waitFor();
    await row(priya, email).waitFor({ state: "detached" });

    await stage.restart();
    await untilLive(page);
    const again = page.getByRole("button", { name: /Try again|Send invite/ }).last();
    await again.click();
    await row(tom, email).waitFor();
    expect(await row(tom, email).count()).toBe(1);
    expect([...priya.faults, ...tom.faults]).toEqual([]);
  });
});

describe("a page whose code does not come [C8]", () => {
  it("leaves frame, data and what is kept; is tried again by itself; and Tom's invite comes meanwhile", async () => {
    const priya = await stage.signsIn(people.priya, { ownDevice: true });
    const tom = await stage.signedIn(people.tom);
    await untilLive(priya.page);
    await markDocument(priya.page);
    const { page } = priya;
    let refused = 0;
    await page.route("**/assets/*.js", (route) => {
      refused++;
      return route.fulfill({ status: 404, body: "" });
    });
    const kept = () => page.evaluate(async () => (await indexedDB.databases()).length);
    expect(await kept()).toBe(1);

    await wayTo(page, /^Activity/).click();
    await page.getByRole("heading", { name: "This page has not loaded" }).waitFor();
    await page.getByRole("navigation", { name: "Pages" }).waitFor();
    expect(refused).toBeGreaterThan(0);
    expect(await kept()).toBe(1);

    const sent = await stage.call(tom.page, "POST", "/invites", {
      email: "meanwhile@oakfield.example",
      role: "viewer",
    });
    expect(sent.status).toBe(201);
    await wayTo(page, /^Invites/).click();
    await row(priya, "meanwhile@oakfield.example").waitFor();

    await wayTo(page, /^Activity/).click();
    await page.getByRole("heading", { name: "This page has not loaded" }).waitFor();
    await page.unroute("**/assets/*.js");
    await page.getByText("meanwhile@oakfield.example").first().waitFor();
    await page
      .getByRole("heading", { name: "This page has not loaded" })
      .waitFor({ state: "detached" });
    await expectUnreloaded(page);
    expect(priya.faults).toEqual([]);
  });

  it("reloads once after a deploy, and never in a circle", async () => {
    const { page } = await stage.signedIn(people.ade);
    await untilLive(page);
    let documents = 0;
    page.on("request", (request) => {
      if (request.isNavigationRequest()) documents++;
    });
    await page.route("**/assets/*.js", (route) =>
      /page-|activity/.test(route.request().url())
        ? route.fulfill({ status: 404, body: "" })
        : route.fallback(),
    );
    // What a new build would serve where the old one was.
    await page.route("**/s/**", async (route) => {
      if (route.request().resourceType() !== "fetch") return route.fallback();
      const answer = await route.fetch();
      const text = await answer.text();
      return route.fulfill({
        response: answer,
        body: text.replace(/(src="\/assets\/start-)[\w-]+\.js/, "$1new.js"),
      });
    });
    await wayTo(page, /^Activity/).click();
    await page.getByRole("heading", { name: "This page has not loaded" }).waitFor();
    await page.getByRole("button", { name: "Try now" }).click();
    await page.getByRole("heading", { name: "This page has not loaded" }).waitFor();
    expect(documents).toBe(1);
  });

  it("says so in a note where it is a dialog, and leaves the list", async () => {
    const { page, faults } = await stage.window();
    await page.route("**/assets/invite-*.js", (route) => route.fulfill({ status: 404, body: "" }));
    await page.goto(stage.url("/sign-in"));
    await stage.signIn(page, people.priya);
    await page.getByRole("button", { name: "Invite user" }).first().click();
    await page.getByText("That could not be loaded.").first().waitFor();
    expect(await page.getByRole("row").count()).toBeGreaterThan(1);
    await page.unroute("**/assets/invite-*.js");
    await page.getByRole("button", { name: "Invite user" }).first().click();
    await page.getByRole("dialog").getByLabel("E-mail address").waitFor();
    expect(faults).toEqual([]);
  });

  it("is never kept by the browser as missing", async () => {
    const answer = await fetch(stage.url("/assets/page-of-an-older-build.js"));
    expect([answer.status, answer.headers.get("Cache-Control")]).toEqual([404, "no-store"]);
  });
});

describe("a goodbye of the room", () => {
  /** A window whose sockets never hear that they have closed. */
  async function deaf(person: string): Promise<Window> {
    const window = await stage.window();
    await window.page.addInitScript(() => {
      const { addEventListener } = WebSocket.prototype;
      WebSocket.prototype.addEventListener = function (this: WebSocket, ...args: unknown[]) {
        if (args[0] !== "close") Reflect.apply(addEventListener, this, args);
      } as typeof addEventListener;
    });
    await window.page.goto(stage.url("/sign-in"));
    await stage.signIn(window.page, person);
    await untilLive(window.page);
    return window;
  }

  async function idOf(page: Page, username: string): Promise<{ id: string; version: number }> {
    const { body } = await stage.call<{
      items: { id: string; username: string; version: number }[];
    }>(page, "GET", "/users?limit=200");
    const found = body.items.find((user) => user.username === username);
    if (!found) throw new Error(`${username} is not here.`);
    return found;
  }

  it("takes Tom's other window to the sign-in page though its socket's end never arrives", async () => {
    const tom = await deaf(people.tom);
    const elsewhere = await stage.signedIn(people.tom);
    const answer = await elsewhere.page.evaluate(async () => {
      const { items } = await (await fetch("/api/session/devices")).json();
      const other = items.find((device: { current: boolean }) => !device.current);
      return (await fetch(`/api/session/devices/${other.id}`, { method: "DELETE" })).status;
    });
    expect(answer).toBe(204);
    await tom.page.waitForURL((url) => url.pathname === "/sign-in");
  });

  it("takes the invites from Ade's window when Priya makes an Editor of him", async () => {
    const ade = await deaf(people.ade);
    const priya = await stage.signedIn(people.priya);
    const { id, version } = await idOf(priya.page, people.ade);
    const changed = await stage.call(
      priya.page,
      "PATCH",
      `/users/${id}`,
      { role: "editor" },
      { "If-Match": `"${version}"` },
    );
    expect(changed.status).toBe(200);
    await ade.page.waitForURL((url) => !url.pathname.includes("/invites"));
    await ade.page.getByRole("link", { name: /^Invites/ }).waitFor({ state: "detached" });
  });

  it("takes Lena's window to the sign-in page when Priya deactivates her", async () => {
    const lena = await deaf(people.lena);
    const priya = await stage.signedIn(people.priya);
    const { id } = await idOf(priya.page, people.lena);
    expect((await stage.call(priya.page, "PUT", `/users/${id}/deactivation`)).status).toBe(200);
    await lena.page.waitForURL((url) => url.pathname === "/sign-in");
  });
});
