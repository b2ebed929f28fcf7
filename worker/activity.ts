import { and, desc, eq, gte, inArray, lt, sql } from "drizzle-orm";
import { type Db, open } from "#db/client";
import { events, invites, schools } from "#db/schema";
import { type ActivityFilter, kindsOf, timesOf } from "#domain/activity";
import { byteOrderMark, csvLine } from "#domain/csv";
import type { Event } from "#domain/events";
import { sentence } from "#domain/sentences";
import type { Env } from "./env.ts";
import { told, withSubjects } from "./history.ts";
import { type Cursor, page } from "./middleware/page.ts";

/** The most events that are held at once while a file is written. */
const portion = 500;

/** What a school looks back on: its time zone, and the number up to which events are no longer kept. */
export async function past(env: Env, school: string): Promise<{ timeZone: string; horizon: number } | null> {
  const [found] = await open(env.DB)
    .select({ timeZone: schools.timeZone, horizon: schools.horizon })
    .from(schools)
    .where(eq(schools.id, school));
  return found ?? null;
}

/** What happened at a school, the latest first, by time and then by number [C3]. */
export async function activity(
  env: Env,
  school: string,
  filter: ActivityFilter,
  timeZone: string,
  limit: number,
  after: Cursor | null,
): Promise<{ items: Event[]; next: string | null }> {
  const db = open(env.DB);
  const { from, before } = timesOf(filter, timeZone);
  const rows = await withSubjects(db)
    .where(
      and(
        eq(events.schoolId, school),
        filter.kind === undefined ? undefined : isOfKind(filter.kind),
        filter.person === undefined ? undefined : concerns(db, school, filter.person),
        from === null ? undefined : gte(events.at, from),
        before === null ? undefined : lt(events.at, before),
        after ? sql`(${events.at}, ${events.seq}) < (${after[0]}, ${Number(after[1])})` : undefined,
      ),
    )
    .orderBy(desc(events.at), desc(events.seq))
    .limit(limit + 1);
  const { items, next } = page(rows, limit, (row) => [row.at, String(row.seq)]);
  return { items: items.map(told), next };
}

/** The same as a file, written while it is read: one line for each event, in words, times as at the school. */
export function activityFile(env: Env, school: string, filter: ActivityFilter, timeZone: string): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const clock = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "medium", timeZone });
  let after: Cursor | null = null;
  let isFirst = true;
  return new ReadableStream({
    async pull(controller) {
      const { items, next }: Awaited<ReturnType<typeof activity>> = await activity(env, school, filter, timeZone, portion, after);
      const head = isFirst
        ? byteOrderMark + csvLine(["Number", "Date", "Time", "By", "What happened", "Details", "Kind", "UTC"])
        : "";
      controller.enqueue(encoder.encode(head + items.map((event) => lineOf(event, clock)).join("")));
      isFirst = false;
      const last = items.at(-1);
      after = last ? [Date.parse(last.at), String(last.seq)] : null;
      if (!next) controller.close();
    },
  });
}

function lineOf(event: Event, clock: Intl.DateTimeFormat): string {
  const { subject, verb, detail } = sentence(event);
  const [date = "", time = ""] = clock.format(Date.parse(event.at)).split(" ");
  const by = event.actor?.name ?? "Staffroom";
  return csvLine([String(event.seq), date, time, by, `${subject} ${verb}`, detail, event.kind, event.at]);
}

/** For one kind the index on kinds; for a whole noun, which most events may belong to, the one on times. */
function isOfKind(kind: NonNullable<ActivityFilter["kind"]>) {
  const found = kindsOf(kind);
  return found.length === 1 && found[0] ? eq(events.kind, found[0]) : inArray(sql`+${events.kind}`, [...found]);
}

/** The numbers of what somebody did, of what was done to their account, and of the invite it came of. */
function concerns(db: Db, school: string, person: string) {
  const here = eq(events.schoolId, school);
  const theirs = db
    .select({ id: invites.id })
    .from(invites)
    .where(and(eq(invites.schoolId, school), eq(invites.userId, person)));
  const numbers = db.select({ seq: events.seq }).from(events);
  return inArray(
    events.seq,
    db
      .select({ seq: events.seq })
      .from(events)
      .where(and(here, eq(events.actorId, person)))
      .union(numbers.where(and(here, sql`(${events.subjectId} = ${person} or ${events.subjectId} in ${theirs})`))),
  );
}
