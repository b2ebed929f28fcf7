import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { PublicInvite } from "#domain/invites";
import worker from "#worker/index";
import { historyIsWhole } from "../history.ts";
import { look } from "../links.ts";
import { bindings, type Cast, cast, type Somebody } from "../people.ts";
import { intendedEnd } from "../running/intended.mjs";
import { watch } from "../watching.ts";

let people: Cast;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  people = await cast();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const room = (school: string) => bindings.ROOM.getByName(school);

async function hold(by: Somebody): Promise<PublicInvite> {
  const details = { email: `${crypto.randomUUID().slice(0, 8)}@oakfield.example`, role: "editor" };
  const answer = await by.call("POST", "/invites?hold=8", details);
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { invite: PublicInvite }).invite;
}

async function mailOf({ id }: { id: string }) {
  const { results } = await bindings.DB.prepare(
    "select status, attempts from mails where subject_id = ?",
  )
    .bind(id)
    .all();
  expect(results).toHaveLength(1);
  return results[0];
}

/** Waits without moving the clock, which `vi.waitUntil` would. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200 && !(await holds()); tries++)
    await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await holds()).toBe(true);
}

const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

describe("eight seconds in which to think better of it [C6]", () => {
  it("outlive the room: a held mail leaves once, at its time, whether the room slept or died meanwhile", async () => {
    const { priya, oakfield } = people;
    for (const end of [
      () => evictDurableObject(room(oakfield)),
      () =>
        runInDurableObject(room(oakfield), (_, state) => state.abort(intendedEnd)).catch(
          () => undefined,
        ),
    ]) {
      const sent = await hold(priya);
      await until(() =>
        runInDurableObject(
          room(oakfield),
          async (_, state) => (await state.storage.getAlarm()) !== null,
        ),
      );
      await end();
      later(7_900);
      await runDurableObjectAlarm(room(oakfield));
      expect(await mailOf(sent)).toEqual({ status: "queued", attempts: 0 });
      later(200);
      await Promise.all([runDurableObjectAlarm(room(oakfield)), sweep(), sweep()]);
      await until(async () => (await mailOf(sent))?.status === "sent");
      expect(await mailOf(sent)).toEqual({ status: "sent", attempts: 1 });
    }
    await historyIsWhole(priya);
  });

  it("outlive a lost ring and a lost alarm: the cron sends it, once", async () => {
    const { priya, oakfield } = people;
    const lost = vi.spyOn(bindings.ROOM, "getByName").mockImplementation(() => {
      throw new Error("the room is out of reach");
    });
    const sent = await hold(priya);
    lost.mockRestore();
    await runInDurableObject(room(oakfield), (_, state) => state.storage.deleteAlarm());
    later(60_000);
    await Promise.all([sweep(), sweep()]);
    expect(await mailOf(sent)).toEqual({ status: "sent", attempts: 1 });
  });

  it("are any admin's: what Ade undoes never leaves, though nobody heard of it, and Tom's undoing changes nothing more", async () => {
    const { priya, ade, tom, lena, ngozi, oakfield } = people;
    const sent = await hold(priya);
    const lost = vi.spyOn(bindings.ROOM, "getByName").mockImplementation(() => {
      throw new Error("the room is out of reach");
    });
    expect((await lena.call("DELETE", `/invites/${sent.id}`)).status).toBe(403);
    expect((await ngozi.call("DELETE", `/invites/${sent.id}`)).status).toBe(404);
    expect((await ade.call("DELETE", `/invites/${sent.id}`)).status).toBe(200);
    expect((await tom.call("DELETE", `/invites/${sent.id}`)).status).toBe(409);
    lost.mockRestore();
    for (let minute = 0; minute < 3; minute++) {
      later(60_000);
      await sweep();
      await runDurableObjectAlarm(room(oakfield));
    }
    expect(await mailOf(sent)).toEqual({ status: "cancelled", attempts: 0 });
    expect((await look(priya, sent)).status).toBe("revoked");
    const window = await watch(tom);
    expect(window.hello?.seq).toBe(2);
    await historyIsWhole(priya);
  });

  it("give both the undoing and the sending one winner in twenty races at the last moment", {
    timeout: 60_000,
  }, async () => {
    const { priya, ade } = people;
    const outcomes = new Set<string>();
    for (let i = 0; i < 20; i++) {
      const sent = await hold(priya);
      later(7_999);
      // Every other time the last moment has just passed.
      if (i % 2) later(1);
      const [answer] = await Promise.all([ade.call("DELETE", `/invites/${sent.id}`), sweep()]);
      later(20_000);
      await sweep();
      const { status } = (await mailOf(sent)) as { status: string };
      expect([answer.status, status, (await look(priya, sent)).status]).toEqual(
        answer.status === 200 ? [200, "cancelled", "revoked"] : [409, "sent", "pending"],
      );
      outcomes.add(status);
    }
    expect(outcomes).toEqual(new Set(["cancelled", "sent"]));
    await historyIsWhole(priya);
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
