import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  expectAccessible,
  expectUnreloaded,
  markDocument,
  people,
  row,
  Stage,
  untilLive,
  type Window,
} from "../stage.ts";

let stage: Stage;
let priya: Window;
let ade: Window;
beforeAll(async () => {
  stage = await Stage.open();
  [priya, ade] = [await stage.signedIn(people.priya), await stage.signedIn(people.ade)];
  await untilLive(ade.page);
});
afterAll(() => stage?.close());

describe("Ade's network drops and comes back", () => {
  it("says so, keeps showing what it had, and catches up without a reload, missing or doubling nothing", async () => {
    await markDocument(ade.page);
    await ade.page.context().setOffline(true);
    await ade.page
      .getByText(/Offline/)
      .first()
      .waitFor();
    const emails = ["one", "two", "three"].map((name) => `${name}.away@oakfield.example`);
    for (const email of emails)
      expect(
        (await stage.call(priya.page, "POST", "/invites", { email, role: "viewer" })).status,
      ).toBe(201);
    const { body } = await stage.call<{ items: { id: string; email: string }[] }>(
      priya.page,
      "GET",
      "/invites",
    );
    const withdrawn = body.items.find((item) => item.email === emails[2]);
    expect(
      (await stage.call(priya.page, "PUT", `/invites/${withdrawn?.id}/revocation`)).status,
    ).toBe(200);
    expect(await ade.page.getByRole("row").filter({ hasText: "away@" }).count()).toBe(0);
    expect(await ade.page.getByRole("row").count()).toBeGreaterThan(1);

    await ade.page.context().setOffline(false);
    await untilLive(ade.page);
    for (const email of emails) {
      await ade.page.getByRole("row").filter({ hasText: email }).waitFor();
      expect(await ade.page.getByRole("row").filter({ hasText: email }).count()).toBe(1);
    }
    await ade.page
      .getByRole("row")
      .filter({ hasText: emails[2] as string })
      .getByText("Revoked", { exact: true })
      .waitFor();
    await expectUnreloaded(ade.page);
    expect(ade.faults).toEqual([]);
  });
});

describe("more windows than Staffroom tells [R16]", () => {
  it("stop Ade's oldest in words, which comes back when asked and not before", async () => {
    const { page } = ade;
    await page.evaluate(openSockets, 20);
    await page.getByText("Staffroom is open in too many windows.").waitFor();
    await page.getByText("Paused", { exact: true }).first().waitFor();
    await expectAccessible(page, "a window that has given way");
    // What makes other windows come back at once does not make this one push out another.
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    const email = "while.paused@oakfield.example";
    await stage.call(priya.page, "POST", "/invites", { email, role: "viewer" });
    await page.waitForFunction(allHeard, email);
    expect(await page.evaluate(openOnes)).toBe(20);
    expect(await row(ade, email).count()).toBe(0);
    await page.getByRole("button", { name: "Follow again" }).click();
    await untilLive(page);
    await row(ade, email).waitFor();
    expect(await page.evaluate(openOnes)).toBe(19);
    await page.evaluate(closeSockets);
    expect(ade.faults).toEqual([]);
  });
});

describe("a session that ends elsewhere", () => {
  it("takes Ade's other window to the sign-in page", async () => {
    const other = await ade.page.context().newPage();
    await other.goto(stage.url("/"));
    await untilLive(other);
    expect(
      await ade.page.evaluate(
        async () => (await fetch("/api/session", { method: "DELETE" })).status,
      ),
    ).toBe(204);
    await other.waitForURL((url) => url.pathname === "/sign-in");
  });
});

// Sockets of the page's own session, as its other windows would open them.
interface Opened {
  sockets: { socket: WebSocket; heard: string }[];
}

async function openSockets(count: number): Promise<void> {
  const opened: Opened["sockets"] = [];
  (globalThis as unknown as Opened).sockets = opened;
  const room = `/api/schools/${location.pathname.split("/")[2]}/room`;
  for (let i = 0; i < count; i++) {
    const one = { socket: new WebSocket(location.origin.replace("http", "ws") + room), heard: "" };
    opened.push(one);
    await new Promise((resolve) => {
      one.socket.addEventListener("message", ({ data }) => {
        one.heard += data;
        resolve(null);
      });
    });
  }
}

function allHeard(words: string): boolean {
  return (globalThis as unknown as Opened).sockets.every(({ heard }) => heard.includes(words));
}

function openOnes(): number {
  const { sockets } = globalThis as unknown as Opened;
  return sockets.filter(({ socket, heard }) => socket.readyState === 1 && !heard.includes('"bye"'))
    .length;
}

function closeSockets(): void {
  for (const { socket } of (globalThis as unknown as Opened).sockets) socket.close();
}
