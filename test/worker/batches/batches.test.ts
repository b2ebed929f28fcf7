import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { open } from "#db/client";
import { mails } from "#db/schema";
import type { BatchRow, Outcome, PublicBatch } from "#domain/batches";
import type { Event } from "#domain/events";
import type { PublicInvite } from "#domain/invites";
import { api } from "#worker/api";
import { historyIsWhole } from "../../history.ts";
import { asked } from "../../interleaved.ts";
import { invite, look, tokenOf } from "../../links.ts";
import { ask, bindings, type Cast, cast, makePerson, origin, type Somebody } from "../../people.ts";

const db = open(bindings.DB);

interface Answer {
  batch: PublicBatch;
  results: { email: string; outcome: Outcome; invite?: PublicInvite }[];
}

let people: Cast;
beforeAll(async () => {
  people = await cast();
});

let made = 0;
const fresh = () => `colleague.${++made}.${crypto.randomUUID().slice(0, 6)}@oakfield.example`;
const rowOf = (email: string, but: Partial<BatchRow> = {}): BatchRow => ({
  email,
  role: "editor",
  ...but,
});
const freshRows = (count: number) => Array.from({ length: count }, () => rowOf(fresh()));

function send(by: Somebody, rows: BatchRow[], key?: string, query = ""): Promise<Response> {
  const headers = key ? { "Idempotency-Key": key } : {};
  return by.call("POST", `/invites/batches${query}`, { rows }, headers as Record<string, string>);
}

async function sent(by: Somebody, rows: BatchRow[], key?: string, query = ""): Promise<Answer> {
  const answer = await send(by, rows, key, query);
  if (answer.status !== 200) throw new Error(`Not sent: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

const outcomes = ({ results }: Answer) => results.map(({ outcome }) => outcome);
const headOf = async (by: Somebody) =>
  ((await (await by.get("/snapshot")).json()) as { seq: number }).seq;

async function newsSince(by: Somebody, seq: number): Promise<Event[]> {
  return ((await (await by.get(`/events?since=${seq}`)).json()) as { events: Event[] }).events;
}

describe("[I12] a list of invites", () => {
  it("has a verdict for each row in its order, and invites nobody twice", async () => {
    const { priya, lena, oakfield } = people;
    const left = await makePerson(oakfield, "Graham Pell", "viewer", "governor", Date.now());
    const emailOf = async ({ id }: Somebody) =>
      ((await (await priya.get(`/users/${id}`)).json()) as { user: { email: string } }).user.email;
    const [lenas, grahams] = [await emailOf(lena), await emailOf(left)];
    await priya.call("PUT", `/users/${left.id}/deactivation`);
    const waiting = await invite(priya);
    const joy = fresh();
    const rows = [
      rowOf(`Joy Okafor <${joy}>;`, { givenName: "Joy", familyName: "Okafor", staffType: "slt" }),
      rowOf(lenas.toUpperCase()),
      rowOf(grahams),
      rowOf(waiting.email),
      rowOf("c.farquhar@oakfield"),
      rowOf(`mailto:${joy}`),
      rowOf(""),
    ];
    const first = await sent(priya, rows);
    expect(outcomes(first)).toEqual([
      "invited",
      "account_exists",
      "account_inactive",
      "invite_pending",
      "invalid",
      "repeated",
      "invalid",
    ]);
    expect(first.results.map(({ email }) => email)[0]).toBe(joy);
    expect(first.batch).toMatchObject({
      total: 7,
      invited: 1,
      by: { id: priya.id, name: "Priya Shah" },
    });
    const shown = await look(priya, first.results[0]?.invite as PublicInvite);
    expect(shown).toMatchObject({
      email: joy,
      role: "editor",
      staffType: "slt",
      status: "pending",
      givenName: "Joy",
      familyName: "Okafor",
      batchId: first.batch.id,
      resendsLeft: 3,
    });
    // Her form has what the list says of her.
    const page = await (await ask(`/accept/${tokenOf(shown)}`)).text();
    for (const value of ['value="Joy"', 'value="Okafor"', 'value="ng75pn_okafor'])
      expect(page).toContain(value);
    // The same list once more.
    expect(outcomes(await sent(priya, rows))).toEqual([
      "invite_pending",
      "account_exists",
      "account_inactive",
      "invite_pending",
      "invalid",
      "repeated",
      "invalid",
    ]);
  });

  it("is one command: every invite is told, the list after them, and each has a mail", async () => {
    const { priya, tom } = people;
    const since = await headOf(tom);
    const { batch, results } = await sent(priya, freshRows(40), undefined, "?hold=8");
    const news = await newsSince(tom, since);
    const about = news.filter(({ kind }) => kind === "invite.sent" || kind === "batch.sent");
    expect(about.map(({ kind }) => kind)).toEqual([...Array(40).fill("invite.sent"), "batch.sent"]);
    expect(new Set(about.map(({ command }) => command)).size).toBe(1);
    expect(about.at(-1)).toMatchObject({ batch: { id: batch.id, invited: 40 } });
    expect(about.slice(0, 40).map((event) => "invite" in event && event.invite?.id)).toEqual(
      results.map(({ invite }) => invite?.id),
    );
    for (const { invite: each } of results) {
      const rows = await db
        .select()
        .from(mails)
        .where(eq(mails.subjectId, each?.id ?? ""));
      expect(rows).toMatchObject([{ status: "queued", recipient: each?.email, generation: 1 }]);
    }
    await historyIsWhole(priya);
  });

  it("of a thousand rows takes no more than 25 round trips to the database", async () => {
    const { priya } = people;
    let trips = 0;
    const env = asked(async () => {
      trips++;
    });
    const answer = await api.fetch(
      new Request(`${origin}/api/schools/${priya.school}/invites/batches?hold=8`, {
        method: "POST",
        headers: { Cookie: priya.cookie, Origin: origin, "Content-Type": "application/json" },
        body: JSON.stringify({ rows: freshRows(1_000) }),
      }),
      env,
      { waitUntil() {}, passThroughOnException() {}, props: {} } as unknown as ExecutionContext,
    );
    const { results, batch } = (await answer.json()) as Answer;
    expect(trips).toBeGreaterThan(1);
    expect(trips).toBeLessThanOrEqual(25);
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(["invited"]));
    expect(batch).toMatchObject({ total: 1_000, invited: 1_000 });
  });

  it("comes with its key once, also when it is sent twice at the same moment", async () => {
    const { priya, tom } = people;
    const key = crypto.randomUUID();
    const rows = freshRows(5);
    const answers = await Promise.all([1, 2, 3].map(() => sent(priya, rows, key)));
    const [one] = answers;
    for (const other of answers) {
      expect(other.batch.id).toBe(one?.batch.id);
      expect(other.results.map(({ invite }) => invite?.id)).toEqual(
        one?.results.map(({ invite }) => invite?.id),
      );
      expect(new Set(outcomes(other))).toEqual(new Set(["invited"]));
    }
    expect((await send(priya, freshRows(1), key)).status).toBe(422);
    // Two admins with the same list at the same moment: each address has one invite.
    const same = freshRows(12);
    const [hers, his] = await Promise.all([sent(priya, same), sent(tom, same)]);
    for (const [i, { email }] of same.entries()) {
      const both = [hers?.results[i]?.outcome, his?.results[i]?.outcome].sort();
      expect(both, email).toEqual(["invite_pending", "invited"]);
    }
    await historyIsWhole(priya);
  });

  it("gives nobody a role above the sender's, and mails no address nine times in a day", async () => {
    const { tom } = people;
    const answer = await sent(tom, [
      rowOf(fresh(), { role: "owner" }),
      rowOf(fresh(), { role: "admin" }),
    ]);
    expect(outcomes(answer)).toEqual(["role_too_high", "invited"]);
    const often = fresh();
    for (let i = 0; i < 8; i++) {
      const sending = await sent(tom, [rowOf(often)]);
      expect(outcomes(sending)).toEqual(["invited"]);
      await tom.call("PUT", `/invites/${sending.results[0]?.invite?.id}/revocation`);
    }
    expect(outcomes(await sent(tom, [rowOf(often)]))).toEqual(["too_many_mails"]);
  });

  it("tells how far its mails and people are, to those who see invites", async () => {
    const { priya, lena, ngozi } = people;
    const { batch } = await sent(priya, freshRows(3), undefined, "?hold=8");
    const shown = await priya.get(`/invites/batches/${batch.id}`);
    expect(await shown.json()).toEqual({
      batch: { ...batch, sent: 0, failed: 0, accepted: 0, invited: 3 },
    });
    expect((await lena.get(`/invites/batches/${batch.id}`)).status).toBe(403);
    expect((await ngozi.get(`/invites/batches/${batch.id}`)).status).toBe(404);
    const { batches } = (await (await priya.get("/snapshot")).json()) as {
      batches: PublicBatch[];
    };
    expect(batches.find(({ id }) => id === batch.id)).toMatchObject({ invited: 3 });
    const hers = (await (await lena.get("/snapshot")).json()) as { batches: PublicBatch[] };
    expect(hers.batches).toEqual([]);
  });

  it("is refused in words where it is none", async () => {
    const { priya } = people;
    expect((await send(priya, [])).status).toBe(422);
    expect((await send(priya, [rowOf("a@b.example", { role: "king" as never })])).status).toBe(422);
    const many = Array.from({ length: 5_001 }, (_, i) => rowOf(`${i}@x.example`));
    expect((await send(priya, many)).status).toBe(422);
  });

  // The last, since its mails keep the school busy.
  it("of 5,000 rows goes off as one, and those left out are in its report with the reason", async () => {
    const { tom, ade, lena, ngozi } = people;
    const waiting = await invite(tom);
    const rows = [
      ...freshRows(4_996),
      rowOf(waiting.email, { leaveOut: true }),
      rowOf("Music department", { leaveOut: true }),
      rowOf("joy@gmial.com", { leaveOut: true }),
      rowOf(fresh(), { role: "owner", leaveOut: true }),
    ];
    const { batch } = await sent(tom, rows, crypto.randomUUID(), "?hold=8");
    expect(batch).toMatchObject({ total: 5_000, invited: 4_996 });
    const kept = await ade.get(`/invites/batches/${batch.id}/results`);
    const { results } = (await kept.json()) as Answer;
    expect(results.slice(0, 4_996).every(({ invite }) => invite?.batchId === batch.id)).toBe(true);
    expect(results.slice(4_996).map(({ email, outcome }) => [email, outcome])).toEqual([
      [waiting.email, "invite_pending"],
      ["Music department", "invalid"],
      ["joy@gmial.com", "left_out"],
      [rows.at(-1)?.email, "role_too_high"],
    ]);
    expect((await lena.get(`/invites/batches/${batch.id}/results`)).status).toBe(403);
    expect((await ngozi.get(`/invites/batches/${batch.id}/results`)).status).toBe(404);
  });
});
