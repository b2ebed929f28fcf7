import { and, asc, eq, isNotNull, lte, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Db } from "#db/client";
import { type Reading, reading } from "#db/reading";
import type { Env } from "../env.ts";
import type { Committed } from "./committed.ts";

/** Something that comes due by time alone. Times are epoch milliseconds. */
export interface Clock {
  /** The schools in which it is due by `now`, the longest due first. */
  schools(db: Db, now: number): Reading<string[]>;
  /** When it is next due in a school, be that past; null when nothing waits. */
  next(db: Db, school: string): Reading<number | null>;
  /** Does what is due in a school; the events of it. */
  run(env: Env, school: string, now: number): Promise<Committed[]>;
  /** Whether it waits for somebody outside, so that nothing else may wait for it. */
  isSlow: boolean;
}

/** The most schools that one look finds. Whatever is left is found by the next. */
export const mostSchools = 200;

type TableOfSchools = SQLiteTable & { schoolId: SQLiteColumn };

/**
 * Tells the time of rows that are due at their `at`, those of them that are `so`. However many wait in one school, it is one of
 * those that a look finds.
 */
export function timeOf(
  table: TableOfSchools,
  at: SQLiteColumn,
  so?: SQL,
): Pick<Clock, "schools" | "next"> {
  const waits = and(so, isNotNull(at));
  return {
    schools(db, now) {
      const due = db
        .select({ id: sql<string>`${table.schoolId}` })
        .from(table)
        .where(and(waits, lte(at, now)))
        // Without the sign, an index that begins with the school would have what is not due yet read as well.
        .groupBy(sql`+${table.schoolId}`)
        .orderBy(asc(sql`min(${at})`))
        .limit(mostSchools);
      return reading(due, (rows) => rows.map(({ id }) => id));
    },

    next(db, school) {
      const soonest = db
        .select({ at: sql<number | null>`min(${at})` })
        .from(table)
        .where(and(eq(table.schoolId, school), waits));
      return reading(soonest, ([row]) => row?.at ?? null);
    },
  };
}
