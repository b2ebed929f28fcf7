import { and, asc, eq, gt, isNotNull, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { actor } from "#db/aliases";
import type { Db } from "#db/client";
import type { OrPlace } from "#db/prepared";
import { inOrder, type Reading, reading, remade, together } from "#db/reading";
import { names, packedOrNull } from "#db/rows";
import { events, schools } from "#db/schema";
import type { Event } from "#domain/events";
import type { Changes } from "#domain/facts";
import { nouns as everyNoun, nounOf } from "#domain/kinds";
import { person } from "#domain/names";
import type { EventOf, Noun } from "#domain/nouns";
import { iso } from "#domain/time";
import { nouns } from "../nouns.ts";
import { type FactOf, present, type Teller } from "./noun.ts";

/** Where a school's history stands, and from where on it is kept; null for no such school. */
export function head(db: Db, school: OrPlace<string>) {
  const row = db
    .select({ epoch: schools.epoch, seq: schools.seq, horizon: schools.horizon })
    .from(schools)
    .where(eq(schools.id, school));
  return reading(row, ([found]) => found ?? null);
}

/** Some of a school's events. */
export interface Which {
  where: SQL | undefined;
  order: SQL[];
  limit: OrPlace<number>;
}

/** The events after a number, oldest first. */
export function after(
  since: OrPlace<number> | SQL<number>,
  limit: OrPlace<number>,
  where?: SQL,
): Which {
  return { where: and(gt(events.seq, since), where), order: [asc(events.seq)], limit };
}

/**
 * Events of a school with their subjects' rows as they are now, in one batch: the events, and what each noun loads for them.
 * `about` is what they can be about, where that is known.
 */
export function readEvents(
  db: Db,
  school: OrPlace<string>,
  { where, order, limit }: Which,
  about: Iterable<Noun> = everyNoun,
): Reading<Event[]> {
  const which = and(eq(events.schoolId, school), where);
  const rows = db
    .select({
      seq: events.seq,
      at: events.at,
      kind: events.kind,
      subjectId: events.subjectId,
      command: events.command,
      changes: events.changes,
      actor: packedOrNull(actor, names),
    })
    .from(events)
    .leftJoin(actor, eq(actor.id, events.actorId))
    .where(which)
    .orderBy(...order)
    .limit(limit);
  const ids = db
    .select({ id: events.subjectId })
    .from(events)
    // No index has the command: one that had all would be read from end to end.
    .where(and(which, isNotNull(events.command)))
    .orderBy(...order)
    .limit(limit);
  const parts = { rows: reading(rows, (found) => found), tellers: tellers(db, school, ids, about) };
  return remade(together(parts), ({ rows, tellers }) => rows.map((row) => told(row, tellers)));
}

type Tellers = { [N in Noun]?: Teller<N> };

function tellers(
  db: Db,
  school: OrPlace<string>,
  ids: SQLWrapper,
  about: Iterable<Noun>,
): Reading<Tellers> {
  const wanted = [...new Set(about)];
  const loading = wanted.map((noun) => nouns[noun].tellers(db, school, sql`${ids}`));
  return remade(
    inOrder<Teller<never>>(loading),
    (all) => Object.fromEntries(all.map((teller, i) => [wanted[i], teller])) as Tellers,
  );
}

interface Row {
  seq: number;
  at: number;
  kind: FactOf<Noun>["kind"];
  subjectId: string;
  command: string;
  changes: string | null;
  actor: { id: string; givenName: string; familyName: string } | null;
}

function told({ subjectId, ...row }: Row, tellers: Tellers): Event {
  const fact = {
    ...row,
    at: iso(row.at),
    actor: person(row.actor),
    changes: row.changes ? (JSON.parse(row.changes) as Changes) : null,
  };
  return tellOf(nounOf(row.kind), tellers, fact, subjectId);
}

function tellOf<N extends Noun>(
  noun: N,
  tellers: Tellers,
  fact: FactOf<N>,
  subjectId: string,
): EventOf<N> {
  const teller: Teller<N> | undefined = tellers[noun];
  return present(teller)(fact, subjectId);
}
