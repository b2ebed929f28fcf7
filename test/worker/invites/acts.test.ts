import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { open } from "#db/client";
import { insertEach } from "#db/rows";
import { commands, invites } from "#db/schema";
import type { Event } from "#domain/events";
import { type Invite, type PublicInvite, send } from "#domain/invites";
import type { Act } from "#worker/act";
import { api } from "#worker/api";
import { settings } from "#worker/env";
import { actOnMany } from "#worker/events/act-on-many";
import { onInvites } from "#worker/invites/act-on-many";
import { historyIsWhole } from "../../history.ts";
import { asked, interleaved } from "../../interleaved.ts";
import { filledIn, invite, look, submit, tokenOf } from "../../links.ts";
import { ask, bindings, type Cast, cast, makePerson, origin, type Somebody } from "../../people.ts";

let people: Cast;
beforeAll(async () => {
  people = await cast();
});

const db = open(bindings.DB);
const day = 24 * 3600_000;
type Known = { id: string };
type Results = { id: string; outcome: string; invite?: PublicInvite }[];

/** Asks for an act on many; fails loudly. */
async function act(by: Somebody, act: string, ids: string[], key?: string): Promise<Results> {
  const headers: Record<string, string> = key ? { "Idempotency-Key": key } : {};
  const answer = await by.call("POST", "/invites/acts", { ids, act }, headers);
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { results: Results }).results;
}

const outcomes = (results: Results) => results.map(({ outcome }) => outcome);

/** Changes an invite behind everybody's back. */
async function make(id: string, changes: Partial<Invite>): Promise<void> {
  // As whatever writes a row: who saw it before writes nothing over it.
  const version = sql`${invites.version} + 1`;
  await db
    .update(invites)
    .set({ ...changes, version })
    .where(eq(invites.id, id));
}

/** The events after a number. */
async function eventsAfter(by: Somebody, since: number): Promise<Event[]> {
  const answer = await by.get(`/events?since=${since}`);
  return ((await answer.json()) as { events: Event[] }).events;
}

async function latest(by: Somebody): Promise<number> {
  return ((await (await by.get("/events?since=0")).json()) as { seq: number }).seq;
}

describe("[I15] ticked invites", () => {
  it("are resent together, each with the verdict that one call alone would give", async () => {
    const { tom, priya, ngozi } = people;
    const [pending, expired, spent, withdrawn, forOwner] = await Promise.all([
      invite(tom),
      invite(tom),
      invite(tom),
      invite(tom),
      invite(priya, { role: "owner" }),
    ]);
    const used = await invite(tom);
    const elsewhere = await invite(ngozi);
    await make(expired.id, { status: "expired" });
    await make(spent.id, { resends: 3 });
    expect((await tom.call("PUT", `/invites/${withdrawn.id}/revocation`)).status).toBe(200);
    expect((await submit(tokenOf(used), filledIn())).status).toBe(303);
    const since = await latest(tom);

    const nobody = crypto.randomUUID();
    const all = [pending, expired, spent, withdrawn, used, forOwner, elsewhere, { id: nobody }];
    const results = await act(
      tom,
      "resend",
      all.map(({ id }) => id),
    );
    expect(results.map(({ id, outcome }) => [id, outcome])).toEqual([
      [pending.id, "done"],
      [expired.id, "done"],
      [spent.id, "no_resends_left"],
      [withdrawn.id, "not_resendable"],
      [used.id, "not_resendable"],
      [forOwner.id, "role_too_high"],
      [elsewhere.id, "not_found"],
      [nobody, "not_found"],
    ]);
    expect(results[1]?.invite).toMatchObject({ status: "pending", resends: 1, resendsLeft: 2 });
    expect(results[2]?.invite).toBeUndefined();
    expect((await look(ngozi, elsewhere)).resends).toBe(0);
    const events = await eventsAfter(tom, since);
    const resent = events.filter(({ kind }) => kind === "invite.resent");
    expect(resent).toHaveLength(2);
    expect(new Set(resent.map(({ command }) => command)).size).toBe(1);
    await historyIsWhole(tom);
  });

  it("have the old links killed and the new ones mailed", async () => {
    const { tom } = people;
    const [one, other] = [await invite(tom), await invite(tom)];
    await act(tom, "resend", [one.id, other.id]);
    for (const sent of [one, other]) {
      expect((await submit(tokenOf(sent), filledIn())).status).toBe(410);
      expect((await submit(tokenOf(sent, 2), filledIn())).status).toBe(303);
    }
    const { results } = await bindings.DB.prepare(
      "select subject_id from mails where kind = 'invite' and generation = 2 and subject_id in (?, ?)",
    )
      .bind(one.id, other.id)
      .all();
    expect(results).toHaveLength(2);
  });

  it("are withdrawn together, and come back together within eight seconds, by any admin", async () => {
    const { tom, priya } = people;
    const sent = [await invite(tom), await invite(tom)];
    const ids = sent.map(({ id }) => id);
    expect(outcomes(await act(tom, "revoke", ids))).toEqual(["done", "done"]);
    expect(outcomes(await act(tom, "revoke", ids))).toEqual(["not_pending", "not_pending"]);
    expect(outcomes(await act(priya, "restore", ids))).toEqual(["done", "done"]);
    expect(outcomes(await act(priya, "restore", ids))).toEqual(["too_late", "too_late"]);
    for (const each of sent) {
      expect((await look(tom, each)).status).toBe("pending");
      expect((await submit(tokenOf(each), filledIn())).status).toBe(303);
    }
  });

  it("to one address are not both resent, and none to somebody who has an account or eight mails", async () => {
    const { tom } = people;
    const email = "twice.over@oakfield.example";
    const first = await invite(tom, { email });
    await make(first.id, { status: "expired" });
    const second = await invite(tom, { email });
    await make(second.id, { status: "expired" });
    expect(outcomes(await act(tom, "resend", [first.id, second.id]))).toEqual([
      "done",
      "invite_pending",
    ]);

    const joined = await invite(tom, { email: "joined.since@oakfield.example" });
    await make(joined.id, { status: "expired" });
    const again = await invite(tom, { email: "joined.since@oakfield.example" });
    expect((await submit(tokenOf(again), filledIn())).status).toBe(303);

    const much = await invite(tom, { email: "much@oakfield.example" });
    for (let mails = 1; mails < 8; mails++) {
      await make(much.id, { resends: 0 });
      expect(outcomes(await act(tom, "resend", [much.id]))).toEqual(["done"]);
    }
    await make(much.id, { resends: 0 });
    expect(outcomes(await act(tom, "resend", [joined.id, much.id]))).toEqual([
      "account_exists",
      "too_many_mails",
    ]);
  });

  it("are free from the second that another invite to their address expires on", async () => {
    const { tom } = people;
    const email = "overdue@oakfield.example";
    const before = await invite(tom, { email });
    await make(before.id, { status: "expired" });
    const overdue = await invite(tom, { email });
    await make(overdue.id, { expiresAt: Date.now() - 1 });
    expect(outcomes(await act(tom, "resend", [before.id]))).toEqual(["done"]);
    expect((await look(tom, overdue)).status).toBe("expired");
  });

  it("are acted on by whom single ones are: not by Lena, nor by Ngozi of another school", async () => {
    const { tom, lena, rene, ngozi } = people;
    const { id } = await invite(tom);
    const asked = { ids: [id], act: "revoke" };
    for (const person of [lena, rene])
      expect((await person.call("POST", "/invites/acts", asked)).status).toBe(403);
    const path = `/api/schools/${tom.school}/invites/acts`;
    const init = { method: "POST", body: JSON.stringify(asked) };
    const json = { "Content-Type": "application/json" };
    expect((await ngozi.ask(path, { ...init, headers: json })).status).toBe(404);
    expect(outcomes(await act(ngozi, "revoke", [id]))).toEqual(["not_found"]);
    expect((await look(tom, { id })).status).toBe("pending");
  });

  it("are five hundred at most, each once, and asked for in the contract's words", async () => {
    const { tom } = people;
    const ids = Array.from({ length: 501 }, () => crypto.randomUUID());
    const sent = await invite(tom);
    for (const wrong of [
      { ids, act: "revoke" },
      { ids: [], act: "revoke" },
      { ids: [sent.id], act: "delete" },
      { ids: [sent.id], act: "revoke", all: true },
    ])
      expect((await tom.call("POST", "/invites/acts", wrong)).status).toBe(422);
    const results = await act(tom, "resend", [sent.id, sent.id]);
    expect(results).toHaveLength(1);
    expect((await look(tom, sent)).resends).toBe(1);
  });

  it("are acted on once for one Idempotency-Key, also when it comes five times at once, with the same answer", async () => {
    const { tom } = people;
    const [pending, other, withdrawn] = [await invite(tom), await invite(tom), await invite(tom)];
    await tom.call("PUT", `/invites/${withdrawn.id}/revocation`);
    // The first of them is refused: the key is remembered all the same.
    const ids = [withdrawn, pending, other, { id: crypto.randomUUID() }].map(({ id }) => id);
    const key = crypto.randomUUID();
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => act(tom, "resend", ids, key)));
    answers.push(await act(tom, "resend", ids, key));
    for (const answer of answers)
      expect(outcomes(answer)).toEqual(["not_resendable", "done", "done", "not_found"]);
    expect(answers.at(-1)?.[1]?.invite).toMatchObject({ id: pending.id, resends: 1 });
    for (const sent of [pending, other]) expect((await look(tom, sent)).resends).toBe(1);
    const reused = { ids: [pending.id], act: "resend" };
    const refused = await tom.call("POST", "/invites/acts", reused, { "Idempotency-Key": key });
    expect(refused.status).toBe(422);
  });

  it("are known by whichever id their school knows them by", async () => {
    const { tom, ngozi } = people;
    // Another school's invite has the id that Tom's browser chose, so his has another behind it.
    const { id } = await invite(ngozi);
    const email = "alias@oakfield.example";
    const made = await tom.call("POST", "/invites", { id, email, role: "editor" });
    expect(((await made.json()) as { invite: Known }).invite.id).toBe(id);
    const key = crypto.randomUUID();
    for (let times = 0; times < 2; times++)
      expect(await act(tom, "resend", [id], key)).toMatchObject([
        { id, outcome: "done", invite: { id, email, resends: 1 } },
      ]);
    expect((await look(ngozi, { id })).resends).toBe(0);
  });

  it("are decided again where somebody opens a link in between, and the key is kept once", async () => {
    const { tom } = people;
    const [one, other] = (await many(tom, 2)).map((id) => ({ id })) as [Known, Known];
    const env = interleaved(async (nth) => {
      const headers = { Origin: "null" };
      if (nth === 1) await ask(`/accept/${tokenOf(one)}/opening`, { method: "POST", headers });
    });
    const found = settings(bindings);
    if (!found) throw new Error("Not configured.");
    const key = { userId: tom.id, route: "POST /acts", key: crypto.randomUUID(), body: "" };
    const behind: Promise<unknown>[] = [];
    const actor = { right: "role", school: tom.school, id: tom.id, role: "admin", may: "invite" };
    const { command, verdicts } = await actOnMany(
      {
        env,
        settings: found,
        now: Date.now(),
        school: tom.school,
        actor: actor as Act["actor"],
        key,
        waitUntil: (promise) => behind.push(promise),
      },
      [one.id, other.id],
      onInvites("revoke"),
    );
    expect((await look(tom, one)).openedAt).not.toBeNull();
    for (const { id } of [one, other])
      expect(verdicts.get(id)).toMatchObject({ outcome: "done", row: { status: "revoked" } });
    const kept = await db.select().from(commands).where(eq(commands.key, key.key));
    expect(kept).toMatchObject([{ subjectId: command }]);
    await Promise.all(behind);
    await historyIsWhole(tom);
  });

  it("cost as many round trips as one of them, however many they are", async () => {
    const { oakfield } = people;
    const ade = await makePerson(oakfield, "Ade Olu", "admin", "technician", Date.now());
    const [trips, done] = await roundTrips(ade, await many(ade, 1));
    expect([trips > 1, done]).toEqual([true, 1]);
    expect(await roundTrips(ade, await many(ade, 500))).toEqual([trips, 500]);
    await historyIsWhole(ade);
  });
});

/** Writes that many pending invites straight into the database; their ids. */
async function many({ school, id: invitedById }: Somebody, most: number): Promise<string[]> {
  const rows = Array.from({ length: most }, () => {
    const id = crypto.randomUUID();
    const email = `${id}@many.example`;
    return send({ id, schoolId: school, invitedById, email, role: "editor" }, Date.now(), day);
  });
  await insertEach(db, invites, rows, sql`true`);
  return rows.map(({ id }) => id);
}

/** How often the Worker asks D1 for an answer to one request; what goes on behind it is left out. */
async function roundTrips(by: Somebody, ids: string[]): Promise<[trips: number, done: number]> {
  let trips = 0;
  const env = asked(async () => {
    trips++;
  });
  const answer = await api.fetch(
    new Request(`${origin}/api/schools/${by.school}/invites/acts`, {
      method: "POST",
      headers: { Cookie: by.cookie, Origin: origin, "Content-Type": "application/json" },
      body: JSON.stringify({ ids, act: "resend" }),
    }),
    env,
    { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext,
  );
  const { results } = (await answer.json()) as { results: Results };
  return [trips, results.filter(({ outcome }) => outcome === "done").length];
}
