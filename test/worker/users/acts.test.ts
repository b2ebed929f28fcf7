import { and, eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { open } from "#db/client";
import { insertEach } from "#db/rows";
import { commands, memberships, users } from "#db/schema";
import type { Event } from "#domain/events";
import type { PublicUser } from "#domain/users";
import type { PersonAct } from "#worker/act";
import { api } from "#worker/api";
import { settings } from "#worker/env";
import { actOnMany } from "#worker/events/act-on-many";
import { changing } from "#worker/users/change-many";
import { historyIsWhole } from "../../history.ts";
import { asked, interleaved } from "../../interleaved.ts";
import { bindings, type Cast, cast, makePerson, origin, type Somebody } from "../../people.ts";
import { gone } from "../../routes/subjects.ts";

let people: Cast;
beforeEach(async () => {
  people = await cast();
});

const db = open(bindings.DB);
type Change = { role?: string; staffType?: string };
type Results = { id: string; outcome: string; user?: PublicUser }[];

const seen = async (by: Somebody, { id }: { id: string }) =>
  ((await (await by.get(`/users/${id}`)).json()) as { user: PublicUser }).user;

/** The people as they are now, as they are ticked. */
function ticked(by: Somebody, who: { id: string }[]): Promise<{ id: string; version: number }[]> {
  return Promise.all(
    who.map(async ({ id }) => ({ id, version: (await seen(by, { id })).version })),
  );
}

function post(by: Somebody, body: unknown, key?: string): Promise<Response> {
  const headers: Record<string, string> = key ? { "Idempotency-Key": key } : {};
  return by.call("POST", "/users/acts", body, headers);
}

/** Changes many; fails loudly. */
async function change(
  by: Somebody,
  rows: { id: string; version: number }[],
  wanted: Change,
  key?: string,
): Promise<Results> {
  const answer = await post(by, { users: rows, change: wanted }, key);
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { results: Results }).results;
}

const outcomes = (results: Results) => results.map(({ outcome }) => outcome);

async function latest(by: Somebody): Promise<number> {
  return ((await (await by.get("/events?since=0")).json()) as { seq: number }).seq;
}

async function eventsAfter(by: Somebody, since: number): Promise<Event[]> {
  return ((await (await by.get(`/events?since=${since}`)).json()) as { events: Event[] }).events;
}

describe("[A1] ticked people", () => {
  it("get a role and a staff type together, each with the verdict that one call alone would give", async () => {
    const { oakfield, priya, tom, ade, lena, rene, ngozi } = people;
    const left = await gone(oakfield);
    const rows = await ticked(priya, [lena, rene, ade, left, priya]);
    const abroad = { id: ngozi.id, version: 1 };
    const nobody = { id: crypto.randomUUID(), version: 1 };
    const since = await latest(tom);
    const results = await change(tom, [...rows, abroad, nobody], { role: "admin" });
    expect(results.map(({ id, outcome }) => [id, outcome])).toEqual([
      [lena.id, "done"],
      [rene.id, "done"],
      [ade.id, "done"],
      [left.id, "done"],
      [priya.id, "role_too_high"],
      [ngozi.id, "not_found"],
      [nobody.id, "not_found"],
    ]);
    expect(results[0]?.user).toMatchObject({ role: "admin", staffType: "teacher", version: 2 });
    expect(results[4]?.user).toBeUndefined();
    const changed = await eventsAfter(tom, since);
    // Ade is an Admin already: nothing happened to him.
    expect(changed.map((event) => [event.kind, event.changes])).toEqual([
      ["user.changed", { role: ["editor", "admin"] }],
      ["user.changed", { role: ["viewer", "admin"] }],
      ["user.changed", { role: ["viewer", "admin"] }],
    ]);
    expect(new Set(changed.map(({ command }) => command)).size).toBe(1);
    await historyIsWhole(tom);
  });

  it("get what their new staff type brings, and lose what it does not [A5]", async () => {
    const { priya, lena, rene } = people;
    const led = await change(priya, await ticked(priya, [lena, rene]), { staffType: "slt" });
    for (const { user } of led)
      expect(user).toMatchObject({
        staffType: "slt",
        permissions: { editHistory: true, seeWholeSchool: true },
      });
    const back = await change(priya, await ticked(priya, [lena, rene]), {
      role: "viewer",
      staffType: "governor",
    });
    for (const { user } of back)
      expect(user).toMatchObject({
        role: "viewer",
        permissions: { editHistory: false, seeWholeSchool: false },
      });
  });

  it("never get more than whoever changes them has, nor does an Admin touch an Owner", async () => {
    const { priya, tom, lena, rene } = people;
    const rows = await ticked(priya, [lena, rene]);
    const above = await change(tom, rows, { role: "owner" });
    expect(outcomes(above)).toEqual(["role_too_high", "role_too_high"]);
    const owner = await ticked(priya, [priya]);
    expect(outcomes(await change(tom, owner, { staffType: "governor" }))).toEqual([
      "role_too_high",
    ]);
    expect(outcomes(await change(priya, rows, { role: "owner" }))).toEqual(["done", "done"]);
  });

  it("leave the school an Owner, also where all Owners are ticked", async () => {
    const { oakfield, priya } = people;
    const olu = await makePerson(oakfield, "Bea Olu", "owner", "school_office", Date.now());
    const rows = await ticked(priya, [priya, olu]);
    expect(outcomes(await change(priya, rows, { role: "viewer" }))).toEqual(["done", "last_owner"]);
    expect((await seen(olu, olu)).role).toBe("owner");
    expect((await post(priya, { users: rows, change: { role: "viewer" } })).status).toBe(403);
    await historyIsWhole(olu);
  });

  it("stay as somebody else has made them meanwhile: the verdict says how they are", async () => {
    const { priya, tom, lena, rene } = people;
    const rows = await ticked(tom, [lena, rene]);
    const [seenLena] = rows;
    const edit = { "If-Match": `"${seenLena?.version}"` };
    await priya.call("PATCH", `/users/${lena.id}`, { role: "viewer" }, edit);
    const results = await change(tom, rows, { role: "admin" });
    expect(outcomes(results)).toEqual(["changed", "done"]);
    expect(results[0]?.user).toMatchObject({ id: lena.id, role: "viewer", version: 2 });
    expect((await seen(tom, lena)).role).toBe("viewer");
  });

  it("are changed by whom single ones are: not by Lena, nor by Ngozi of another school", async () => {
    const { priya, tom, lena, rene, ngozi } = people;
    const rows = await ticked(priya, [rene]);
    const body = { users: rows, change: { role: "editor" } };
    for (const person of [lena, rene]) expect((await post(person, body)).status).toBe(403);
    const path = `/api/schools/${tom.school}/users/acts`;
    const headers = { "Content-Type": "application/json" };
    const init = { method: "POST", body: JSON.stringify(body), headers };
    expect((await ngozi.ask(path, init)).status).toBe(404);
    expect(outcomes(await change(ngozi, rows, { role: "editor" }))).toEqual(["not_found"]);
    expect((await seen(priya, rene)).role).toBe("viewer");
  });

  it("are five hundred at most, each once, and asked for in the contract's words", async () => {
    const { tom, lena } = people;
    const rows = await ticked(tom, [lena]);
    const many = Array.from({ length: 501 }, () => ({ id: crypto.randomUUID(), version: 1 }));
    const wanted = { role: "viewer" };
    for (const wrong of [
      { users: many, change: wanted },
      { users: [], change: wanted },
      { users: rows, change: {} },
      { users: rows, change: { role: "head" } },
      { users: rows, change: { ...wanted, email: null } },
      { users: [{ id: lena.id }], change: wanted },
    ])
      expect((await post(tom, wrong)).status).toBe(422);
    const results = await change(tom, [...rows, ...rows], wanted);
    expect(outcomes(results)).toEqual(["done"]);
  });

  it("are changed once for one Idempotency-Key, also when it comes five times at once, with the same answer", async () => {
    const { priya, tom, lena, rene } = people;
    // The first is refused, and the third is so already: the key is remembered all the same.
    const rows = await ticked(priya, [priya, lena, tom, rene]);
    const key = crypto.randomUUID();
    const since = await latest(tom);
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(() => change(tom, rows, { role: "admin" }, key)),
    );
    answers.push(await change(tom, rows, { role: "admin" }, key));
    for (const answer of answers)
      expect(outcomes(answer)).toEqual(["role_too_high", "done", "done", "done"]);
    expect(answers.at(-1)?.[1]?.user).toMatchObject({ id: lena.id, role: "admin", version: 2 });
    expect(await eventsAfter(tom, since)).toHaveLength(2);
    const reused = { users: rows, change: { role: "viewer" } };
    expect((await post(tom, reused, key)).status).toBe(422);
  });

  it("are decided again where somebody else changes one in between, and the key is kept once", async () => {
    const { priya, tom, lena, rene } = people;
    const rows = await ticked(tom, [lena, rene]);
    const env = interleaved(async (nth) => {
      const edit = { "If-Match": `"${rows[0]?.version}"` };
      if (nth === 1)
        await priya.call("PATCH", `/users/${lena.id}`, { phone: "0115 496 0000" }, edit);
    });
    const found = settings(bindings);
    if (!found) throw new Error("Not configured.");
    const key = { userId: tom.id, route: "POST /acts", key: crypto.randomUUID(), body: "" };
    const behind: Promise<unknown>[] = [];
    const actor = {
      right: "role",
      school: tom.school,
      id: tom.id,
      role: "admin",
      may: "manageUsers",
    };
    const act: PersonAct = {
      env,
      settings: found,
      now: Date.now(),
      school: tom.school,
      actor: actor as PersonAct["actor"],
      key,
      waitUntil: (promise) => behind.push(promise),
    };
    const ids = rows.map(({ id }) => id);
    const { command, verdicts } = await actOnMany(act, ids, changing(rows, { role: "admin" }));
    expect(verdicts.get(rene.id)).toMatchObject({ outcome: "done", row: { role: "admin" } });
    expect(verdicts.get(lena.id)).toMatchObject({ outcome: "changed", row: { role: "editor" } });
    const kept = await db.select().from(commands).where(eq(commands.key, key.key));
    expect(kept).toMatchObject([{ subjectId: command }]);
    await Promise.all(behind);
    await historyIsWhole(tom);
  });

  it("cost as many round trips as one of them, however many they are", async () => {
    const { oakfield, priya } = people;
    const [one, all] = [await many(oakfield, 1), await many(oakfield, 500)];
    expect(await roundTrips(priya, one)).toEqual([3, 1]);
    expect(await roundTrips(priya, all)).toEqual([3, 500]);
    await historyIsWhole(priya);
  });
});

/** Writes that many Viewers straight into the database, as they are ticked. */
async function many(school: string, most: number): Promise<{ id: string; version: number }[]> {
  const kit = await makePerson(school, "Kit Subject", "viewer", "governor", Date.now());
  const [account] = await db.select().from(users).where(eq(users.id, kit.id));
  const isKit = and(eq(memberships.userId, kit.id), eq(memberships.schoolId, school));
  const [membership] = await db.select().from(memberships).where(isKit);
  const ids = Array.from({ length: most - 1 }, () => crypto.randomUUID());
  const accounts = ids.map((id) => ({
    ...account,
    id,
    username: id,
    email: null,
    canonicalEmail: null,
  }));
  await insertEach(db, users, accounts, sql`true`);
  const seats = ids.map((userId) => ({ ...membership, userId }));
  await insertEach(db, memberships, seats, sql`true`);
  return [kit.id, ...ids].map((id) => ({ id, version: 1 }));
}

/** How often the Worker asks D1 for an answer to one request; what goes on behind it is left out. */
async function roundTrips(
  by: Somebody,
  rows: { id: string; version: number }[],
): Promise<[trips: number, done: number]> {
  let trips = 0;
  const env = asked(async () => {
    trips++;
  });
  const answer = await api.fetch(
    new Request(`${origin}/api/schools/${by.school}/users/acts`, {
      method: "POST",
      headers: { Cookie: by.cookie, Origin: origin, "Content-Type": "application/json" },
      body: JSON.stringify({ users: rows, change: { role: "editor" } }),
    }),
    env,
    { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext,
  );
  const { results } = (await answer.json()) as { results: Results };
  return [trips, results.filter(({ outcome }) => outcome === "done").length];
}
