import { and, desc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import { type Db, open } from "#db/client";
import { ask } from "#db/reading";
import { events, schools } from "#db/schema";
import type { Event } from "#domain/events";
import { type ActivityFilter, kindsOf, timesOf } from "#domain/events/activity";
import { sentence } from "#domain/events/sentences";
import { nouns as everyNoun, nounOf } from "#domain/kinds";
import type { Kind } from "#domain/nouns";
import type { Env } from "../env.ts";
import { type Cells, csvFile, rowsOfFile } from "../http/files/csv-file.ts";
import { type Cursor, page } from "../http/paging.ts";
import { nouns } from "../nouns.ts";
import { readEvents } from "./history.ts";

/** What a school looks back on: its time zone, and the number up to which events are no longer kept. */
export async function past(
  env: Env,
  school: string,
): Promise<{ timeZone: string; horizon: number } | null> {
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
  const time = timeOf(filter, timeZone, after);
  const kinds = filter.kind && kindsOf(filter.kind);
  const chosen = latest(db, school, filter, time, limit + 1);
  const which = chosen
    ? // Found by their numbers: going through the times in order would look at everything else, too.
      { where: inArray(events.seq, chosen), order: [desc(sql`+${events.at}`), desc(events.seq)] }
    : {
        where: and(
          kinds &&
            (filter.subject === undefined ? inArray(events.kind, [...kinds]) : isOneOf(kinds)),
          isOf(db, school, filter),
          time,
        ),
        order: [desc(events.at), desc(events.seq)],
      };
  const found = await ask(
    db,
    readEvents(db, school, { ...which, limit: limit + 1 }, kinds?.map(nounOf)),
  );
  return page(found, limit, (event) => [Date.parse(event.at), String(event.seq)]);
}

/** The same as a file, written while it is read: one line for each event, in words, times as at the school. */
export async function activityFile(
  env: Env,
  school: string,
  filter: ActivityFilter,
  timeZone: string,
): Promise<ReadableStream<Uint8Array>> {
  const clock = new Intl.DateTimeFormat("sv-SE", {
    dateStyle: "short",
    timeStyle: "medium",
    timeZone,
  });
  return csvFile(cellsIn(clock), (after) =>
    activity(env, school, filter, timeZone, rowsOfFile, after),
  );
}

/** What a file says of an event, by its headings. */
function cellsIn(clock: Intl.DateTimeFormat): Cells<Event> {
  const local = ({ at }: Event) => clock.format(Date.parse(at)).split(" ");
  return {
    Number: ({ seq }) => String(seq),
    Date: (event) => local(event)[0] ?? "",
    Time: (event) => local(event)[1] ?? "",
    By: ({ actor }) => actor?.name ?? "Staffroom",
    "What happened": (event) => {
      const { subject, verb } = sentence(event);
      return `${subject} ${verb}`;
    },
    Details: (event) => sentence(event).detail,
    Kind: ({ kind }) => kind,
    UTC: ({ at }) => at,
  };
}

/** The part of the time that is asked for, below the page before. */
function timeOf(filter: ActivityFilter, timeZone: string, after: Cursor | null): SQL | undefined {
  const { from, before } = timesOf(filter, timeZone);
  return and(
    from === null ? undefined : gte(events.at, from),
    before === null ? undefined : lt(events.at, before),
    after ? sql`(${events.at}, ${events.seq}) < (${after[0]}, ${Number(after[1])})` : undefined,
  );
}

/**
 * The numbers of the latest `most` events that the filter lets through, where no one index is in the order of the page; null where
 * one is. Each branch goes by an index of its own, so that what else happened at the school is not read.
 */
function latest(
  db: Db,
  school: string,
  { person, subject, kind }: ActivityFilter,
  time: SQL | undefined,
  most: number,
): SQL | null {
  const kinds = kind === undefined ? null : kindsOf(kind);
  const ofSubject = isOf(db, school, { subject });
  const branch = (of: SQL | undefined, at: SQL | typeof events.at = events.at) =>
    db
      .select({ at: events.at, seq: events.seq })
      .from(events)
      .where(and(eq(events.schoolId, school), of, ofSubject, time))
      .orderBy(desc(at), desc(events.seq))
      .limit(most);
  if (person !== undefined) {
    const isOfKind = kinds ? isOneOf(kinds) : undefined;
    const did = branch(and(eq(events.actorId, person), isOfKind));
    // Not in the order of an index: of what was done to one person there is little.
    const underwent = branch(and(isAbout(db, school, person), isOfKind), sql`+${events.at}`);
    return sql`(select seq from (select at, seq from ${did} union select at, seq from ${underwent})
      order by at desc, seq desc limit ${most})`;
  }
  if (subject !== undefined || !kinds || kinds.length === 1) return null;
  const pairs = sql`(select json_group_array(json_array(at, seq)) from ${branch(sql`${events.kind} = asked.value`)})`;
  return sql`(select found.value ->> 1 from json_each(${JSON.stringify(kinds)}) asked join json_each(${pairs}) found
    order by found.value ->> 0 desc, found.value ->> 1 desc limit ${most})`;
}

/** What happened to a row, by whichever id the school knows it. */
function isOf(
  db: Db,
  school: string,
  { subject }: Pick<ActivityFilter, "subject">,
): SQL | undefined {
  if (subject === undefined) return undefined;
  const aliased = everyNoun.flatMap((noun) => nouns[noun].idKnownAs?.(db, school, subject) ?? []);
  const ids = [...aliased.map((id) => sql`(${id})`), sql`${subject}`, sql`null`];
  return sql`${events.subjectId} = coalesce(${sql.join(ids, sql`, `)})`;
}

/** Of one person or subject there is little, so the index to go by is theirs and not that of the kinds. */
function isOneOf(kinds: readonly Kind[]): SQL {
  return inArray(sql`+${events.kind}`, [...kinds]);
}

/** What was done to somebody's account, and to what else is theirs. */
function isAbout(db: Db, school: string, person: string): SQL {
  const theirs = everyNoun.flatMap((noun) => nouns[noun].idsAbout?.(db, school, person) ?? []);
  return sql`${events.subjectId} in (${sql.join(theirs, sql` union all `)})`;
}
