import { runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { open } from "#db/client";
import { sessions } from "#db/schema";
import { mostSockets } from "#party/bounds";
import { newSession } from "#worker/accounts/sessions";
import { invite } from "../links.ts";
import { bindings, type Cast, cast, origin, Somebody } from "../people.ts";
import { type Watcher, watch } from "../watching.ts";

let people: Cast;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  people = await cast();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Somebody once more, in another browser. */
async function elsewhere({ id, name, school }: Somebody): Promise<Somebody> {
  const { secret, row } = newSession(id, Date.now());
  await open(bindings.DB).insert(sessions).values(row);
  return new Somebody(id, name, school, secret);
}

/** Opens windows a millisecond apart: it is by their age that they give way. */
async function windowsOf(person: Somebody, count: number): Promise<Watcher[]> {
  const opened: Watcher[] = [];
  for (let i = 0; i < count; i++) {
    vi.setSystemTime(Date.now() + 1);
    opened.push(await watch(person));
  }
  return opened;
}

const closed = (windows: Watcher[]) => windows.flatMap((w, i) => (w.closed === null ? [] : [i]));

describe("more windows than anybody looks at [R16]", () => {
  it("are those beyond twenty of a session, forty of a person and two thousand in a room", () => {
    expect(mostSockets).toEqual({ session: 20, person: 40, room: 2000 });
  });

  it("of one session: the oldest gives way with a goodbye of its own, and nobody else's", async () => {
    const { rene, lena, priya } = people;
    const lenas = await watch(lena);
    const renes = await windowsOf(rene, mostSockets.session + 2);
    await renes[1]?.until((w) => w.closed !== null, "the goodbye");
    expect(closed(renes)).toEqual([0, 1]);
    expect([renes[0]?.closed, renes[1]?.closed]).toEqual([4429, 4429]);
    await invite(priya);
    for (const window of [lenas, renes[2], renes.at(-1)])
      await window?.until((w) => w.numbers.length > 0, "news");
    expect(renes[0]?.numbers).toEqual([]);
  });

  it("of one person in several browsers: the oldest of theirs gives way, and nobody else's", async () => {
    const { rene, lena } = people;
    const lenas = await watch(lena);
    const browsers = [rene, await elsewhere(rene), await elsewhere(rene)];
    const opened: Watcher[] = [];
    for (const [i, browser] of browsers.entries())
      opened.push(...(await windowsOf(browser, i < 2 ? mostSockets.session : 1)));
    await opened[0]?.until((w) => w.closed !== null, "the goodbye");
    expect(closed([...opened, lenas])).toEqual([0]);
    expect(opened[0]?.closed).toBe(4429);
  });

  it("in one room: the newest is refused in words, whoever is there stays, and a place that falls free is had", async () => {
    const { rene, priya, ngozi } = people;
    const window = await watch(priya);
    const room = bindings.ROOM.getByName(people.oakfield);
    const places: WebSocket[] = [];
    await runInDurableObject(room, (_, state) => {
      while (state.getWebSockets().length < mostSockets.room) {
        const { 0: theirs, 1: ours } = new WebSocketPair();
        state.acceptWebSocket(ours);
        theirs.accept();
        places.push(theirs);
      }
    });
    const refused = await rene.ask(`/api/schools/${rene.school}/room`, {
      headers: { Upgrade: "websocket", Origin: origin },
    });
    expect([refused.status, refused.headers.get("Retry-After")]).toEqual([503, "30"]);
    expect(await refused.json()).toMatchObject({ code: "room_full" });
    expect((await watch(ngozi)).hello).toBeDefined();
    await invite(priya);
    await window.until((w) => w.numbers.length > 0, "news");
    await runInDurableObject(room, (_, state) => {
      for (const socket of state.getWebSockets().slice(-5)) socket.close(1000);
      for (const socket of places) socket.close(1000);
    });
    expect((await watch(rene)).hello).toBeDefined();
  });
});
