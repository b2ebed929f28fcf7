import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page, Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { people, Stage, untilLive, type Window } from "../stage.ts";

let stage: Stage;
let elsewhere: Server;
let priya: Window;
beforeAll(async () => {
  stage = await Stage.open();
  elsewhere = createServer((_, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(trap(stage.serving.url));
  });
  await new Promise<void>((listening) => elsewhere.listen(0, "127.0.0.1", listening));
  priya = await stage.signsIn(people.priya, { ownDevice: true });
  await untilLive(priya.page);
});
afterAll(async () => {
  elsewhere?.close();
  await stage?.close();
});

describe("another site that Priya looks at", () => {
  it("erases nothing of what her own device keeps, by image, frame, script, fetch or prefetch", async () => {
    await expect.poll(() => kept(priya.page)).toBeGreaterThan(0);
    // Where no script of ours runs that would bring back what was erased.
    await priya.page.goto(stage.url("/healthz"));
    const before = await kept(priya.page);
    expect(before).toBeGreaterThan(0);
    const other = await priya.page.context().newPage();
    const asked = new Set<string>();
    const note = (request: Request) => {
      const { origin, pathname, search } = new URL(request.url());
      if (origin === stage.serving.url && pathname === "/sign-in") asked.add(search);
    };
    // A browser keeps what it got from the page that asked for a picture, but has read its headers.
    other.on("requestfinished", note).on("requestfailed", note);
    await other.goto(`http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`);
    const ways = ["?image", "?frame", "?script", "?prefetch", "?fetch"];
    await expect.poll(() => asked).toEqual(new Set(ways));
    expect(await kept(priya.page)).toBe(before);
  });

  it("and the sign-in page still finds nothing of hers once her session has ended, though no script of ours runs", async () => {
    const context = priya.page.context();
    const page = await context.newPage();
    await page.goto(stage.url("/healthz"));
    await priya.page.close();
    expect(await kept(page)).toBeGreaterThan(0);
    await context.clearCookies();
    await page.goto(stage.url("/sign-in"));
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
  });
});

/** A page that has whoever looks at it fetch ours, in every way that needs no click. */
function trap(victim: string): string {
  const url = `${victim}/sign-in`;
  return `<!doctype html><title>Elsewhere</title><img src="${url}?image"><iframe src="${url}?frame"></iframe>
    <script src="${url}?script"></script><link rel="prefetch" href="${url}?prefetch">
    <script>fetch("${url}?fetch", { mode: "no-cors", credentials: "include" })</script>`;
}

/** How many rows this browser keeps of the school's invites. */
function kept(page: Page): Promise<number> {
  return page.evaluate(async () => {
    if (!(await indexedDB.databases()).some(({ name }) => name === "staffroom")) return 0;
    const request = indexedDB.open("staffroom");
    await new Promise((resolve, reject) => {
      request.onsuccess = resolve;
      request.onerror = reject;
    });
    if (!request.result.objectStoreNames.contains("invites")) return 0;
    const rows = request.result.transaction("invites").objectStore("invites").count();
    await new Promise((resolve) => {
      rows.onsuccess = resolve;
    });
    request.result.close();
    return rows.result;
  });
}
