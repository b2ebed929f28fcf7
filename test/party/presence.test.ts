import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { open } from "#db/client";
import { users } from "#db/schema";
import { heartbeat } from "#party/protocol";
import { bindings, type Cast, cast, type Somebody } from "../people.ts";
import { type Watcher, watch } from "../watching.ts";

let people: Cast;
beforeEach(async () => {
  people = await cast();
});
afterEach(() => {
  vi.useRealTimers();
});

const say = (
  watcher: Watcher,
  view: string | null,
  focus: string | null = null,
  editing?: boolean,
) =>
  watcher.socket.send(
    JSON.stringify({ type: "presence", view, focus, ...(editing !== undefined && { editing }) }),
  );

const at = (
  { id: userId, name }: Somebody,
  view: string,
  focus: string | null = null,
  editing = false,
) => ({
  userId,
  name,
  view,
  focus,
  editing,
});

/** Waits until the last that was told of who is here is this. */
async function untilHere(watcher: Watcher, ...expected: object[]): Promise<void> {
  await watcher
    .until((w) => JSON.stringify(w.here) === JSON.stringify(expected), "who is here")
    .catch(() => expect(watcher.here).toEqual(expected));
}

describe("who is here [C1]", () => {
  it("shows Tom where Ade is and what he edits, by the name of his account, and Ade as soon as he comes", async () => {
    const { tom, ade } = people;
    const toms = await watch(tom);
    say(toms, "invites");
    await untilHere(toms, at(tom, "invites"));
    const ades = await watch(ade);
    await untilHere(ades, at(tom, "invites"));
    say(ades, "users", "joy", true);
    for (const window of [toms, ades])
      await untilHere(window, at(ade, "users", "joy", true), at(tom, "invites"));
  });

  it("is for Owners and Admins: Lena and Ngozi hear nothing of it, and what Lena says is not passed on", async () => {
    const { tom, lena, ngozi } = people;
    const [toms, lenas, ngozis] = [await watch(tom), await watch(lena), await watch(ngozi)];
    say(lenas, "home");
    say(ngozis, "invites");
    say(toms, "invites");
    await untilHere(toms, at(tom, "invites"));
    await untilHere(ngozis, at(ngozi, "invites"));
    expect(lenas.texts.join()).not.toContain("presence");
    expect(lenas.closed).toBeNull();
  });

  it("takes no identity from a client, and closes on what is not about whereabouts", async () => {
    const { tom, priya } = people;
    for (const wrong of [
      { type: "presence", view: "invites", focus: null, userId: priya.id },
      { type: "presence", view: "invites", focus: null, name: "Priya Shah" },
      { type: "presence", view: 7, focus: null },
      { type: "presence", view: "x".repeat(101), focus: null },
      { type: "presence", people: [] },
      { type: "presence" },
    ]) {
      const window = await watch(tom);
      window.socket.send(JSON.stringify(wrong));
      await window.until((w) => w.closed !== null, "the closing");
      expect(window.closed).toBe(1008);
    }
  });

  it("counts Tom once, where he was last, however many windows he has; a closed or hidden one is gone at once", async () => {
    const { tom, priya } = people;
    const [first, second, priyas] = [await watch(tom), await watch(tom), await watch(priya)];
    say(priyas, "invites");
    say(first, "invites");
    await untilHere(priyas, at(priya, "invites"), at(tom, "invites"));
    say(second, "users");
    await untilHere(priyas, at(priya, "invites"), at(tom, "users"));
    second.socket.close(1000);
    await untilHere(priyas, at(priya, "invites"), at(tom, "invites"));
    say(first, null);
    await untilHere(priyas, at(priya, "invites"));
  });

  it("counts Ade's shut laptop out though its socket lingers, and keeps Tom, who only pings", async () => {
    // Pings are timed by the runtime's own clock: so what is said is said in the past, and the ping now.
    const now = Date.now();
    vi.useFakeTimers({ toFake: ["Date"], now: now - heartbeat.lapseMs - 2_000 });
    const { tom, ade, priya } = people;
    const [toms, ades, priyas] = [await watch(tom), await watch(ade), await watch(priya)];
    for (const window of [toms, ades, priyas]) say(window, "invites");
    await untilHere(priyas, at(ade, "invites"), at(priya, "invites"), at(tom, "invites"));
    vi.setSystemTime(now);
    toms.socket.send("ping");
    say(priyas, "users");
    await toms.until((w) => w.texts.includes("pong"), "the pong");
    await runDurableObjectAlarm(bindings.ROOM.getByName(priya.school));
    await untilHere(priyas, at(priya, "users"), at(tom, "invites"));
    expect(ades.closed).toBeNull();
  });

  it("tells a burst in few frames, ends with the last word, and shows a flood the door", async () => {
    const { tom, priya } = people;
    const [toms, priyas] = [await watch(tom), await watch(priya)];
    for (let i = 0; i < 30; i++) say(toms, "invites", `row ${i}`);
    await untilHere(priyas, at(tom, "invites", "row 29"));
    expect(priyas.texts.filter((text) => text.includes('"presence"')).length).toBeLessThan(5);
    for (let i = 0; i < 300; i++) say(toms, "users", `row ${i}`);
    await toms.until((w) => w.closed !== null, "the closing");
    expect(toms.closed).toBe(1008);
    await untilHere(priyas);
  });

  it("follows a change of name, and outlives a room that forgot", async () => {
    const { tom, priya, ade } = people;
    const [toms, priyas] = [await watch(tom), await watch(priya)];
    say(toms, "invites");
    await untilHere(priyas, at(tom, "invites"));
    await open(bindings.DB).update(users).set({ familyName: "Miller" }).where(eq(users.id, tom.id));
    await runDurableObjectAlarm(bindings.ROOM.getByName(priya.school));
    await untilHere(priyas, { ...at(tom, "invites"), name: "Tom Miller" });
    await evictDurableObject(bindings.ROOM.getByName(priya.school));
    const ades = await watch(ade);
    await untilHere(ades, { ...at(tom, "invites"), name: "Tom Miller" });
  });

  it("tells Ade, who came in between, that Tom went back to where he was", async () => {
    const { tom, ade } = people;
    const toms = await watch(tom);
    say(toms, "invites");
    await toms.until((w) => w.here[0]?.view === "invites", "the first place");
    say(toms, "users");
    const ades = await watch(ade);
    await ades.until((w) => w.here[0]?.view === "users", "the second place");
    say(toms, "invites");
    await ades.until((w) => w.here[0]?.view === "invites", "the way back");
  });
});
