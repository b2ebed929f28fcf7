import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { open } from "#db/client";
import { memberships, sessions } from "#db/schema";
import { thinkOfReminder } from "#domain/invites/reminder";
import { hashPassword } from "#worker/accounts/sessions";
import { ring } from "#worker/events/announce";
import { commit } from "#worker/events/commit";
import { eventsSince } from "#worker/events/ledger";
import worker from "#worker/index";
import type { Room } from "../../party/room.ts";
import { filledIn, invite, look, submit, tokenOf } from "../links.ts";
import { ask, bindings, type Cast, cast, makePerson, origin } from "../people.ts";
import { watch } from "../watching.ts";

let people: Cast;
beforeEach(async () => {
  people = await cast();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** So often the Worker tries to tell a room. */
const triesOfRing = 3;

const room = (school: string) => bindings.ROOM.getByName(school);

describe("watching together", () => {
  it("greets Tom and tells him what Priya and an invitee do, in order, with whole rows", async () => {
    const { priya, tom } = people;
    const tomsWindow = await watch(tom);
    expect(tomsWindow.hello).toMatchObject({
      type: "hello",
      seq: 0,
      epoch: expect.any(String),
      you: tom.id,
    });
    const sent = await invite(priya, { email: "joy@oakfield.example" });
    await submit(tokenOf(sent), filledIn());
    await tomsWindow.until(
      (w) => w.events.some((event) => event.kind === "invite.accepted"),
      "the acceptance",
    );
    const kinds = tomsWindow.events.map((event) => event.kind);
    expect(kinds[0]).toBe("invite.sent");
    expect(tomsWindow.events[0]).toMatchObject({
      actor: { id: priya.id, name: "Priya Shah" },
      invite: { id: sent.id, email: "joy@oakfield.example" },
    });
    expect(tomsWindow.events.find(({ kind }) => kind === "invite.accepted")).toMatchObject({
      invite: { status: "accepted" },
      user: { role: "editor" },
    });
    expect(tomsWindow.numbers).toEqual(tomsWindow.numbers.map((_, i) => i + 1));
  });

  it("tells nobody of another school, and Editors nothing of invites", async () => {
    const { priya, lena, ngozi } = people;
    const [lenas, ngozis] = [await watch(lena), await watch(ngozi)];
    const sent = await invite(priya);
    await submit(tokenOf(sent), filledIn());
    await lenas.until((w) => w.events.length > 0, "the new colleague");
    expect(lenas.events).toMatchObject([
      { kind: "invite.accepted", invite: null, user: { familyName: "Okafor" } },
    ]);
    for (const secret of ["username", "resends", "invite.sent"])
      expect(JSON.stringify(lenas.messages)).not.toContain(secret);
    expect(lenas.numbers).toEqual(lenas.numbers.map((_, i) => i + 1));
    expect(ngozis.events).toEqual([]);
  });

  it("answers ping, and closes on anything else a client sends", async () => {
    const window = await watch(people.tom);
    window.socket.send("ping");
    await window.until((w) => w.texts.includes("pong"), "the pong");
    window.socket.send('{"type":"ring","events":[]}');
    await window.until((w) => w.closed !== null, "the closing");
    expect(window.closed).toBe(1008);
  });
});

describe("the door of the room", () => {
  it("opens to members from our own pages alone", async () => {
    const { tom, ngozi, oakfield } = people;
    const path = `/api/schools/${oakfield}/room`;
    const upgrade = { Upgrade: "websocket", Origin: origin };
    expect((await ask(path, { headers: upgrade })).status).toBe(401);
    expect((await ngozi.ask(path, { headers: upgrade })).status).toBe(404);
    expect(
      (await tom.ask(path, { headers: { Upgrade: "websocket", Origin: "https://evil.example" } }))
        .status,
    ).toBe(403);
    expect((await tom.ask(path, { headers: { Upgrade: "websocket" } })).status).toBe(403);
    expect((await tom.ask(path, { headers: { Origin: origin } })).status).toBe(426);
  });

  it("lets no client choose its connection id or identity (_pk, x-partykit-props, our own headers)", async () => {
    const { tom, rene } = people;
    const answer = await rene.ask(`/api/schools/${rene.school}/room?_pk=chosen`, {
      headers: {
        Upgrade: "websocket",
        Origin: origin,
        "x-partykit-props": "{}",
        "Staffroom-Session": "x",
        "Staffroom-User": tom.id,
      },
    });
    expect(answer.status).toBe(101);
    answer.webSocket?.accept();
    await runInDurableObject(room(rene.school), async (instance) => {
      const connections = [
        ...(instance as unknown as Room).getConnections<{ userId: string; role: string }>(),
      ];
      expect(connections.map((connection) => connection.id)).not.toContain("chosen");
      await vi.waitUntil(() => connections.every((connection) => connection.state), {
        timeout: 2000,
      });
      expect(connections.map((connection) => connection.state?.role)).toEqual(["viewer"]);
    });
  });

  it("closes Tom's window when he signs out, and Ade's stays", async () => {
    const { tom, ade } = people;
    const [toms, ades] = [await watch(tom), await watch(ade)];
    expect((await tom.ask("/api/session", { method: "DELETE" })).status).toBe(204);
    await toms.until((w) => w.closed !== null, "the farewell");
    expect(toms.closed).toBe(4401);
    expect(ades.closed).toBeNull();
    expect((await tom.get("/snapshot")).status).toBe(401);
  });

  it("closes Priya's windows at once where Nia signs in over her", async () => {
    const { priya, oakfield } = people;
    const password = "correct horse 7 battery";
    const nia = await makePerson(
      oakfield,
      "Nia Day",
      "admin",
      "technician",
      Date.now(),
      await hashPassword(password),
    );
    const username = await bindings.DB.prepare("select username from users where id = ?")
      .bind(nia.id)
      .first("username");
    const window = await watch(priya);
    const headers = { "Content-Type": "application/json", Origin: origin, Cookie: priya.cookie };
    const signedIn = await ask("/api/session", {
      method: "POST",
      headers,
      body: JSON.stringify({ username, password }),
    });
    expect(signedIn.status).toBe(201);
    await window.until((w) => w.closed !== null, "the closing");
    expect(window.closed).toBe(4401);
  });

  it("finds within its next look that a session or membership ended though nobody said so", async () => {
    const { tom, ade, lena } = people;
    const [toms, ades, lenas] = [await watch(tom), await watch(ade), await watch(lena)];
    const db = open(bindings.DB);
    await db.delete(sessions).where(eq(sessions.userId, tom.id));
    await db.update(memberships).set({ status: "inactive" }).where(eq(memberships.userId, ade.id));
    await db.update(memberships).set({ role: "viewer" }).where(eq(memberships.userId, lena.id));
    expect(await runDurableObjectAlarm(room(tom.school))).toBe(true);
    await toms.until((w) => w.closed !== null);
    await ades.until((w) => w.closed !== null);
    await lenas.until((w) => w.closed !== null);
    expect([toms.closed, ades.closed, lenas.closed]).toEqual([4401, 4403, 4403]);
  });
});

describe("order", () => {
  it("puts rings that overtake one another back into order, from D1, and tells each once", async () => {
    const { priya, tom, oakfield } = people;
    const window = await watch(tom);
    const rings = vi.spyOn(bindings.ROOM, "getByName").mockImplementation(() => {
      throw new Error("the room is out of reach");
    });
    const sent = [];
    for (let i = 0; i < 4; i++) sent.push(await invite(priya));
    await vi.waitUntil(() => rings.mock.calls.length >= 4 * triesOfRing, { timeout: 10_000 });
    rings.mockRestore();
    expect(window.events).toEqual([]);
    const news = await eventsSince(bindings, oakfield, 0);
    if (!news) throw new Error("no history");
    const single = (i: number) => ({
      school: oakfield,
      epoch: news.epoch,
      seq: news.seq,
      events: news.events.slice(i, i + 1),
      mailDue: null,
    });
    await Promise.all([
      ring(bindings, single(3)),
      ring(bindings, single(1)),
      ring(bindings, single(2)),
      ring(bindings, single(0)),
      ring(bindings, single(3)),
    ]);
    await window.until((w) => w.numbers.length >= 4);
    expect(window.numbers).toEqual(window.numbers.map((_, i) => i + 1));
    for (const frame of window.messages)
      if (frame.type === "events")
        expect(frame.events.map((event) => event.seq)).toEqual(range(frame.from, frame.to));
  });

  it("heals a lost ring at its next look", async () => {
    const { priya, tom, oakfield } = people;
    const window = await watch(tom);
    const lost = vi.spyOn(bindings.ROOM, "getByName").mockImplementation(() => {
      throw new Error("the room is out of reach");
    });
    await invite(priya);
    await vi.waitUntil(() => lost.mock.calls.length >= triesOfRing, { timeout: 10_000 });
    lost.mockRestore();
    expect(window.events).toEqual([]);
    await runDurableObjectAlarm(room(oakfield));
    await window.until(
      (w) => w.events.some((event) => event.kind === "invite.sent"),
      "the healed event",
    );
  });

  it("carries on without gap or double after the room was evicted while Tom slept", async () => {
    const { priya, tom, oakfield } = people;
    const window = await watch(tom);
    await invite(priya);
    await window.until((w) => w.events.length > 0);
    await evictDurableObject(room(oakfield));
    await invite(priya);
    await window.until(
      (w) => w.events.filter((event) => event.kind === "invite.sent").length === 2,
    );
    expect(window.numbers).toEqual(window.numbers.map((_, i) => i + 1));
  });

  it("tells a newcomer where to start: hello's number and the next frame fit", async () => {
    const { priya, tom } = people;
    await invite(priya);
    const window = await watch(tom);
    await invite(priya);
    await window.until((w) => w.events.some((event) => event.kind === "invite.sent"));
    expect(window.numbers[0]).toBe((window.hello?.seq ?? 0) + 1);
  });

  it("stays whole when forty commands race", async () => {
    const { priya, tom, ade } = people;
    const window = await watch(tom);
    const sent = await Promise.all(
      Array.from({ length: 20 }, (_, i) => invite(i % 2 ? priya : ade)),
    );
    await Promise.all(
      sent.map((one, i) => (i % 2 ? priya : ade).call("PUT", `/invites/${one.id}/revocation`)),
    );
    await window.until(
      (w) => w.events.filter((event) => event.kind === "invite.revoked").length === 20,
    );
    expect(window.numbers).toEqual(window.numbers.map((_, i) => i + 1));
  });
});

describe("expiry, with nobody doing anything", () => {
  it("happens at its second by the room's alarm and is told to those who watch", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { priya, tom, oakfield } = people;
    const sent = await invite(priya);
    const window = await watch(tom);
    await vi.waitUntil(() =>
      runInDurableObject(
        room(oakfield),
        async (_, state) => (await state.storage.getAlarm()) !== null,
      ),
    );
    vi.setSystemTime(Date.parse(sent.expiresAt));
    await tom.returns();
    await priya.returns();
    expect(await runDurableObjectAlarm(room(oakfield))).toBe(true);
    await window.until(
      (w) => w.events.some((event) => event.kind === "invite.expired"),
      "the expiry",
    );
    const expired = window.events.find((event) => event.kind === "invite.expired");
    expect(expired).toMatchObject({
      actor: null,
      at: sent.expiresAt,
      invite: { id: sent.id, status: "expired" },
    });
    expect((await look(priya, sent)).status).toBe("expired");
  });

  it("sets the alarm for what is due first: to think of a reminder, long before the expiry", async () => {
    const { priya, oakfield } = people;
    const sent = await invite(priya);
    const alarm = () => runInDurableObject(room(oakfield), (_, state) => state.storage.getAlarm());
    await vi.waitUntil(async () => (await alarm()) !== null);
    expect(await alarm()).toBeLessThanOrEqual(Date.parse(sent.expiresAt));
    await vi.waitUntil(async () => (await look(priya, sent)).delivery === "sent");
    await runDurableObjectAlarm(room(oakfield));
    expect(await alarm()).toBe(
      thinkOfReminder(Date.parse(sent.sentAt), Date.parse(sent.expiresAt)),
    );
  });

  it("really rings, in real time", async () => {
    const { priya, tom } = people;
    const hours = bindings.INVITE_HOURS;
    const sent = await invite(priya);
    expect(hours).toBe("24");
    const soon = Date.now() + 700;
    await bindings.DB.prepare(
      "update invites set expires_at = ?, version = version + 1 where id = ?",
    )
      .bind(soon, sent.id)
      .run();
    const window = await watch(tom);
    await runDurableObjectAlarm(room(tom.school));
    await window.until(
      (w) => w.events.some((event) => event.kind === "invite.expired"),
      "the expiry",
    );
    const at = Date.parse(window.events.find((event) => event.kind === "invite.expired")?.at ?? "");
    expect(at).toBeGreaterThanOrEqual(soon);
  });

  it("is caught by the cron when the alarm is lost, once, and told to those who watch", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { priya, tom, oakfield } = people;
    const sent = await invite(priya);
    vi.setSystemTime(Date.parse(sent.expiresAt) + 30_000);
    await priya.returns();
    await tom.returns();
    const window = await watch(tom);
    await runInDurableObject(room(oakfield), (_, state) => state.storage.deleteAlarm());
    await Promise.all([sweep(), sweep()]);
    await window.until(
      (w) => w.events.some((event) => event.kind === "invite.expired"),
      "the expiry",
    );
    const history = await eventsSince(bindings, oakfield, 0);
    expect(history?.events.filter((event) => event.kind === "invite.expired")).toHaveLength(1);
    expect((await look(priya, sent)).status).toBe("expired");
  });
});

describe("deactivation", () => {
  it("closes the window with the event itself: no later number reaches it", async () => {
    const { priya, tom, ade, oakfield } = people;
    const [toms, ades] = [await watch(tom), await watch(ade)];
    const db = open(bindings.DB);
    const committed = await commit(
      { env: bindings, school: oakfield, actor: { right: "proof", id: priya.id }, now: Date.now() },
      {
        steps: [
          {
            change: [
              db
                .update(memberships)
                .set({ status: "inactive" })
                .where(eq(memberships.userId, tom.id)),
            ],
            fact: { kind: "user.deactivated", subjectId: tom.id },
          },
        ],
      },
    );
    if (!committed) throw new Error("not deactivated");
    await invite(priya);
    await ring(bindings, committed);
    await toms.until((w) => w.closed !== null, "the farewell");
    await ades.until((w) => w.events.some((event) => event.kind === "invite.sent"));
    expect(toms.closed).toBe(4403);
    expect(Math.max(0, ...toms.numbers)).toBeLessThanOrEqual(committed.seq);
    expect((await tom.get("/snapshot")).status).toBe(401);
  });
});

async function sweep(): Promise<void> {
  const waiting: Promise<unknown>[] = [];
  const context = {
    waitUntil: (promise: Promise<unknown>) => waiting.push(promise),
  } as unknown as ExecutionContext;
  worker.scheduled(
    { cron: "* * * * *", scheduledTime: Date.now(), noRetry() {} },
    bindings,
    context,
  );
  await Promise.all(waiting);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
