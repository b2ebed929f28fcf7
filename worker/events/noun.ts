import type { SQL } from "drizzle-orm";
import type * as z from "zod/mini";
import type { Db } from "#db/client";
import type { OrPlace } from "#db/prepared";
import type { Reading } from "#db/reading";
import type { Numbered } from "#domain/facts";
import type { EventOf, KindOf, Noun } from "#domain/nouns";
import type { Role } from "#domain/roles";

/** An event before its subject is told. */
export type FactOf<N extends Noun> = Numbered & { kind: KindOf<N> };

/** Makes a fact the event that is told, with its subject's row as it is now. */
export type Teller<N extends Noun> = (fact: FactOf<N>, subjectId: string) => EventOf<N>;

/** A table of the snapshot, or what is to be known of one. */
export interface SnapshotPart {
  shape: z.ZodMiniType;
  /** What of it a member of this role may see. `now` is epoch milliseconds. */
  read(db: Db, school: string, role: Role, now: number): Reading<unknown>;
}

/** What a noun says of itself to the server. The kernel commits and tells without knowing more. */
export interface ServerNoun<N extends Noun> {
  /** Loads the rows of a school that events are about; `ids` selects their ids. Its queries are made once, for any school. */
  tellers(db: Db, school: OrPlace<string>, ids: SQL): Reading<Teller<N>>;
  /** Selects the ids of its rows that are about an account. */
  idsAbout?(db: Db, school: string, person: string): SQL;
  /** Selects the id of its row that a school knows by another id, if there is one. */
  idKnownAs?(db: Db, school: string, id: string): SQL;
  /** What of it stands in the snapshot, by the names it has there. */
  snapshot: Record<string, SnapshotPart>;
}

/** What tells the events of a noun, once its rows are there. */
export function tellerOf<N extends Noun, Row>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  tell: (fact: FactOf<N>, row: Row) => EventOf<N>,
): Teller<N> {
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  return (fact, subjectId) => tell(fact, present(byId.get(subjectId)));
}

/** An event's subject is never deleted; if it is gone, history has been tampered with and silence would hide it. */
export function present<T>(row: T | null | undefined): T {
  if (row === null || row === undefined) throw new Error("An event has lost its subject.");
  return row;
}
