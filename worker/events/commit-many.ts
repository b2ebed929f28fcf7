import { eq, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { Db } from "#db/client";
import { insertFrom } from "#db/rows";
import { events, schools } from "#db/schema";
import type { Kind } from "#domain/nouns";

type Write = BatchItem<"sqlite">;

/** Facts of one kind about many rows, with what is written of those rows: so many statements however many there are. */
export interface Many {
  kind: Kind;
  /** Selects whom a fact is about, in the order of the facts: a `from` with its conditions, and in it the id and the order. */
  from: SQL;
  id: SQL;
  order: SQL;
  /** What a fact says has changed, as JSON; nothing where it is left out. */
  changes?: SQL;
  /** Writes the rows; `isTold` says of an id whether its fact has just been written. */
  change(isTold: (id: SQL) => SQL): Write[];
}

/** The writes of `many`, in a batch that tells them as one command. */
export function tellMany(
  db: Db,
  told: { school: string; at: number; command: string; actorId: string | SQL | null },
  { kind, from, id, order, changes, change }: Many,
): Write[] {
  const { school, at, command, actorId } = told;
  const isTold = (subject: SQL) =>
    sql`exists (select 1 from ${events} told where told.school_id = ${school} and told.subject_id = ${subject}
      and told.at = ${at} and told.command = ${command})`;
  return [
    insertFrom(
      db,
      events,
      {
        schoolId: school,
        seq: sql`(select ${schools.seq} from ${schools} where ${schools.id} = ${school}) + row_number() over (order by ${order})`,
        at,
        kind,
        actorId,
        subjectId: id,
        command,
        changes: changes ?? null,
      },
      from,
    ),
    db
      .update(schools)
      // All that lies behind the horizon may be gone.
      .set({
        seq: sql`max(${schools.seq}, coalesce((select max(seq) from ${events} where ${events.schoolId} = ${school}), 0))`,
      })
      .where(eq(schools.id, school)),
    ...change(isTold),
  ];
}
