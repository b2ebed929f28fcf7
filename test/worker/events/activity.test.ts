import { env } from "cloudflare:workers";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { open } from "#db/client";
import { insertFrom } from "#db/rows";
import { events, invites, schools, users } from "#db/schema";
import type { Event } from "#domain/events";
import { type ActivityFilter, matches } from "#domain/events/activity";
import { nouns } from "#domain/kinds";
import { csvLine } from "#domain/text/csv";
import { activity as activityOf } from "#worker/events/activity";
import { eventsSince } from "#worker/events/ledger";
import { keptSince, moveHorizons, removePortion } from "#worker/events/pruning";
import { despite } from "../../history.ts";
import { filledIn, invite, submit, tokenOf } from "../../links.ts";
import { bindings, type Cast, cast, type Somebody } from "../../people.ts";

let people: Cast;
beforeEach(async () => {
  people = await cast();
});
afterEach(() => {
  vi.restoreAllMocks();
});

interface Page {
  items: Event[];
  next: string | null;
  keptFrom: number;
}

async function activity(person: Somebody, query = ""): Promise<Page> {
  const answer = await person.get(`/activity${query}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Page;
}

const file = async (person: Somebody, query = "") => {
  const answer = await person.get(`/activity.csv${query}`);
  expect(answer.status).toBe(200);
  const bytes = await answer.arrayBuffer();
  return {
    text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes),
    headers: answer.headers,
  };
};

/** Moves what happened into the past. */
function backdate(school: string, seq: number, at: number): Promise<void> {
  const moved = bindings.DB.prepare(
    "update events set at = ? where school_id = ? and seq = ?",
  ).bind(at, school, seq);
  return despite("events_refuse_update", moved);
}

describe("the activity [C3]", () => {
  it("tells Tom everything that happened, the latest first, page by page without gap or double", async () => {
    const { priya, tom } = people;
    for (let i = 0; i < 7; i++) await invite(i % 2 ? priya : tom);
    const all = await activity(tom, "?limit=200");
    expect(all.next).toBeNull();
    expect(all.items.length).toBeGreaterThanOrEqual(7);
    const paged: Event[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { items, next }: Page = await activity(
        tom,
        `?limit=3${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      paged.push(...items);
      cursor = next;
    }
    expect(paged.map(({ seq }) => seq)).toEqual(all.items.map(({ seq }) => seq));
    const inOrder = [...paged].sort(
      (one, other) => Date.parse(other.at) - Date.parse(one.at) || other.seq - one.seq,
    );
    expect(paged).toEqual(inOrder);
  });

  it("filters by person, whether they did it or it was done to them, by kind and by day, as the page does for what is live", async () => {
    const { priya, tom, oakfield } = people;
    const sent = await invite(priya, { email: "joy@oakfield.example" });
    await invite(tom);
    expect((await submit(tokenOf(sent), filledIn())).status).toBe(303);
    const { items } = await activity(priya, "?kind=invite.accepted");
    const joy = items[0] && "user" in items[0] ? items[0].user.id : "";
    const { version } = (
      (await (await priya.get(`/users/${joy}`)).json()) as { user: { version: number } }
    ).user;
    const changed = await priya.call(
      "PATCH",
      `/users/${joy}`,
      { phone: "0115 496 0000" },
      { "If-Match": `"${version}"` },
    );
    expect(changed.status).toBe(200);
    await backdate(oakfield, 1, Date.parse("2026-03-28T23:59:59Z"));
    await backdate(oakfield, 2, Date.parse("2026-03-29T22:59:59Z"));
    const all = (await activity(priya, "?limit=200")).items;
    const filters: ActivityFilter[] = [
      { person: joy },
      { person: tom.id },
      { person: priya.id, kind: "user" },
      ...nouns.map((kind) => ({ kind })),
      { kind: "invite.sent" },
      // The day the clocks go forward: it ends at 23:00 UTC.
      { from: "2026-03-29", to: "2026-03-29" },
      { from: "2026-03-29" },
      { to: "2026-03-28" },
      { from: "2026-03-30", kind: "invite", person: joy },
      { subject: sent.id },
      { subject: joy },
      { subject: oakfield },
      { subject: sent.id, kind: "invite", person: priya.id },
    ];
    for (const filter of filters) {
      const query = new URLSearchParams(filter as Record<string, string>).toString();
      const found = (await activity(priya, `?limit=200&${query}`)).items.map(({ seq }) => seq);
      const expected = all
        .filter((event) => matches(event, filter, "Europe/London"))
        .map(({ seq }) => seq);
      expect(found, query).toEqual(expected);
    }
    const seqs = async (query: string) =>
      (await activity(priya, query)).items.map(({ seq }) => seq);
    expect(await seqs("?to=2026-03-28")).toEqual([1]);
    expect(await seqs("?from=2026-03-29&to=2026-03-29")).toEqual([2]);
    expect((await activity(priya, `?subject=${sent.id}`)).items.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["invite.accepted", "invite.sent"]),
    );
    const hers = (await activity(priya, `?person=${joy}`)).items.map(({ kind }) => kind);
    expect(hers).toEqual(
      expect.arrayContaining(["user.changed", "invite.accepted", "invite.sent"]),
    );
    expect(
      (await activity(priya, `?person=${tom.id}`)).items.every(({ actor }) => actor?.id === tom.id),
    ).toBe(true);
  });

  it("costs a page of activity what it shows, however much else happened", async () => {
    const { priya, tom, ade, lena, oakfield } = people;
    const sent = await invite(priya);
    const numbers = JSON.stringify(Array.from({ length: 5000 }, (_, i) => i + 1000));
    await bindings.DB.prepare(
      `insert into events select ?1, value, value * 60000, case when value % 50 then 'invite.opened' else 'user.changed' end,
        case when value % 2 then ?2 else ?3 end, case when value % 50 then ?4 else ?5 end, 'many', null from json_each(?6)`,
    )
      .bind(oakfield, priya.id, tom.id, sent.id, lena.id, numbers)
      .run();
    const prepare = bindings.DB.prepare.bind(bindings.DB);
    const asked: D1PreparedStatement[] = [];
    const reading = new Set<D1PreparedStatement>();
    vi.spyOn(bindings.DB, "prepare").mockImplementation((sql) => {
      const statement = prepare(sql);
      const bind = statement.bind.bind(statement);
      statement.bind = (...values) => {
        const bound = bind(...values);
        asked.push(bound);
        if (/^select /.test(sql)) reading.add(bound);
        return bound;
      };
      return statement;
    });
    const filters: ActivityFilter[] = [
      {},
      { kind: "invite" },
      { kind: "user" },
      { kind: "recovery" },
      { kind: "invite.opened" },
      { person: priya.id },
      { person: ade.id },
      { person: ade.id, kind: "user" },
      { person: priya.id, kind: "invite" },
      { subject: sent.id },
      { subject: sent.id, kind: "invite" },
    ];
    for (const filter of filters) {
      asked.length = 0;
      await activityOf(bindings, oakfield, filter, "Europe/London", 50, null);
      await expectFew(asked, JSON.stringify(filter));
    }
    // Nor does it matter how much else there is to tell of.
    await manyInvites(sent.id);
    asked.length = 0;
    await eventsSince(bindings, oakfield, 5990);
    await expectFew(asked, "events");
    asked.length = 0;
    expect((await priya.call("PUT", `/invites/${sent.id}/revocation`)).status).toBe(200);
    await expectFew(
      asked.filter((statement) => reading.has(statement)),
      "commit",
    );
  });

  it("refuses filters that mean nothing, in words", async () => {
    const { priya } = people;
    for (const query of [
      "kind=parent",
      "kind=user.",
      "from=2026-02-30",
      "to=yesterday",
      "colour=red",
      "limit=0",
      "cursor=x",
    ]) {
      const answer = await priya.get(`/activity?${query}`);
      expect(answer.status, query).toBe(422);
      expect(Object.keys(((await answer.json()) as { fields: object }).fields)).toEqual([
        query.split("=")[0],
      ]);
    }
    expect((await priya.get("/activity.csv?kind=parent")).status).toBe(422);
    expect((await priya.get("/activity.csv?cursor=x")).status).toBe(422);
  });

  it("shows Ngozi nothing of Oakfield, whomever and whatever she asks for", async () => {
    const { priya, ngozi } = people;
    const sent = await invite(priya, { email: "joy@oakfield.example" });
    await submit(tokenOf(sent), filledIn());
    for (const query of [
      "",
      `?person=${priya.id}`,
      "?kind=invite",
      `?subject=${sent.id}`,
      `?person=${priya.id}&kind=invite.sent`,
    ]) {
      expect((await activity(ngozi, query)).items).toEqual([]);
      expect((await file(ngozi, query)).text).not.toContain("joy@");
    }
    const { next } = await activity(priya, "?limit=1");
    expect((await activity(ngozi, `?cursor=${encodeURIComponent(next ?? "")}`)).items).toEqual([]);
  });
});

describe("the export [C3]", () => {
  it("answers an export that fails at once with a problem, and logs nothing of what was asked", async () => {
    const { priya } = people;
    const prepare = bindings.DB.prepare.bind(bindings.DB);
    vi.spyOn(bindings.DB, "prepare").mockImplementation((sql) =>
      prepare(/from "events"/.test(sql) ? `${sql} nonsense(` : sql),
    );
    const answer = await priya.get("/activity.csv");
    expect(answer.status).toBe(500);
    expect(answer.headers.get("Content-Type")).toContain("problem+json");
  });

  it("has a line in words for every event that the filter lets through, in the school's time", async () => {
    const { priya, tom, oakfield } = people;
    await invite(tom, { email: "joy@oakfield.example" });
    await backdate(oakfield, 1, Date.parse("2026-07-01T22:30:00Z"));
    const { text, headers } = await file(priya, "?kind=invite.sent");
    expect(headers.get("Content-Type")).toContain("text/csv");
    expect(headers.get("Content-Disposition")).toContain("attachment");
    expect(headers.get("Cache-Control")).toBe("no-store");
    expect(text.split("\r\n")).toEqual([
      '\uFEFF"Number","Date","Time","By","What happened","Details","Kind","UTC"',
      '"1","2026-07-01","23:30:00","Tom Mills","Tom Mills invited joy@oakfield.example","Editor","invite.sent","2026-07-01T22:30:00.000Z"',
      "",
    ]);
  });

  it("reads on until the end of a long history, each event once", async () => {
    const { priya, oakfield } = people;
    const sent = await invite(priya);
    const db = open(bindings.DB);
    const [row] = await db.select().from(events).where(eq(events.schoolId, oakfield));
    if (!row) throw new Error("no event");
    const [{ seq: head } = { seq: 0 }] = await db
      .select({ seq: schools.seq })
      .from(schools)
      .where(eq(schools.id, oakfield));
    const more = JSON.stringify(Array.from({ length: 1200 }, (_, i) => head + i + 1000));
    await bindings.DB.prepare(
      "insert into events select ?1, value, ?2, 'invite.opened', null, ?3, 'many', null from json_each(?4)",
    )
      .bind(oakfield, row.at, sent.id, more)
      .run();
    const lines = (await file(priya, "?kind=invite.opened")).text.trim().split("\r\n").slice(1);
    expect(new Set(lines.map((line) => line.split(",")[0])).size).toBe(1200);
    expect(lines).toHaveLength(1200);
  });

  it("is never a formula, whatever people are called", async () => {
    const { priya, tom } = people;
    await open(bindings.DB)
      .update(users)
      .set({ givenName: '=HYPERLINK("http://evil")', familyName: "\r\n@SUM" })
      .where(eq(users.id, tom.id));
    await invite(tom, { email: "+cmd|calc@oakfield.example" });
    await invite(priya, { email: "-2+3@oakfield.example" });
    const { text } = await file(priya);
    const cells = text.slice(1).split(/","|"\r\n"|^"|"\r\n$/m);
    for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@|%\t\r]/);
    expect(text).toContain("'=HYPERLINK");
    for (const [cell, safe] of [
      ["=1", "'=1"],
      [" +1", "' +1"],
      ["\t@x", "' @x"],
      ["＝1", "'＝1"],
      ["a=1", "a=1"],
      ['say "no"', 'say ""no""'],
    ])
      expect(csvLine([cell as string])).toBe(`"${safe}"\r\n`);
  });
});

describe("the audit log", () => {
  it("refuses every change of an event, its removal and its replacement", async () => {
    const { priya, oakfield } = people;
    await invite(priya);
    const db = bindings.DB;
    const columns = "school_id, seq, at, kind, actor_id, subject_id, command, changes";
    for (const sql of [
      "update events set actor_id = null where school_id = ?",
      "update events set seq = seq + 1000 where school_id = ?",
      "delete from events where school_id = ?",
      `insert or replace into events select ${columns} from events where school_id = ?`,
      "delete from schools where id = ?",
    ])
      await expect(db.prepare(sql).bind(oakfield).run(), sql).rejects.toThrow(/never|kept|already/);
    const sent = await invite(priya);
    expect((await submit(tokenOf(sent), filledIn())).status).toBe(303);
    // Nor by way of its people.
    const removal = [
      db.prepare("delete from memberships where school_id = ?"),
      db.prepare("delete from schools where id = ?"),
    ];
    await expect(db.batch(removal.map((statement) => statement.bind(oakfield)))).rejects.toThrow(
      /never removed/,
    );
    expect((await activity(priya)).items.some(({ kind }) => kind === "invite.sent")).toBe(true);
  });

  it("is pruned behind the horizon alone: what is kept has no gap, and who asks for more is told 410 pruned", async () => {
    const { priya, oakfield, ngozi, fernhill } = people;
    for (let i = 0; i < 4; i++) await invite(priya);
    await invite(ngozi);
    const now = Date.now();
    const years = (count: number) => now - count * 366 * 24 * 3600_000;
    await backdate(oakfield, 1, years(3));
    await backdate(oakfield, 2, years(2.5));
    // Late news of something old: it stays, since what comes before it stays.
    await backdate(oakfield, 4, years(2.5));
    await bindings.DB.prepare(moveHorizons(keptSince(now, 24))).run();
    const removed = await bindings.DB.prepare(removePortion).run();
    expect(removed.meta.changes).toBe(2);
    expect((await bindings.DB.prepare(removePortion).run()).meta.changes).toBe(0);
    const kept = await activity(priya, "?limit=200");
    expect(kept.keptFrom).toBe(3);
    expect(Math.min(...kept.items.map(({ seq }) => seq))).toBe(3);
    for (const since of [0, 1]) {
      const answer = await priya.get(`/events?since=${since}`);
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        410,
        "pruned",
      ]);
    }
    const news = (await (await priya.get("/events?since=2")).json()) as { events: Event[] };
    expect(news.events[0]?.seq).toBe(3);
    const [hers] = await open(env.DB as D1Database)
      .select()
      .from(schools)
      .where(eq(schools.id, fernhill));
    expect(hers?.horizon).toBe(0);
    await expect(
      bindings.DB.prepare("delete from events where school_id = ?").bind(oakfield).run(),
    ).rejects.toThrow(/kept/);
  });

  it("keeps whole months, also where a month has no such day", () => {
    const kept = (day: string, months: number) =>
      new Date(keptSince(Date.parse(day), months)).toISOString().slice(0, 10);
    expect(kept("2027-03-31", 1)).toBe("2027-02-28");
    expect(kept("2028-02-29", 24)).toBe("2026-02-28");
  });

  it("keeps 24 months by the calendar", () => {
    expect(new Date(keptSince(Date.parse("2026-11-22T12:00:00Z"), 24)).toISOString()).toBe(
      "2024-11-22T12:00:00.000Z",
    );
  });
});

/** Each of these statements, asked once more, reads few rows. */
async function expectFew(asked: D1PreparedStatement[], what: string): Promise<void> {
  const again = [...asked];
  expect(again.length).toBeGreaterThan(0);
  for (const statement of again)
    expect((await statement.all()).meta.rows_read, what).toBeLessThan(1000);
}

/** Two thousand more at the school of this one, all withdrawn. */
async function manyInvites(id: string): Promise<void> {
  const db = open(bindings.DB);
  const [one] = await db.select().from(invites).where(eq(invites.id, id));
  if (!one) throw new Error("There is no such invite.");
  const numbers = JSON.stringify(Array.from({ length: 2000 }, (_, i) => String(i)));
  const more = { ...one, id: sql`value`, status: "revoked" as const };
  await insertFrom(db, invites, more, sql`from json_each(${numbers})`);
}
