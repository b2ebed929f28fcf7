import { and, eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { ask, reading, together } from "#db/reading";
import { pupils, schools } from "#db/schema";
import { type GroupsAtRollOver, likelyLastYear, risings, rollsAt } from "#domain/years";
import type { Env } from "../env.ts";

/** What is to happen when a school's year next rolls over. */
export interface Plan {
  day: string;
  /** When that day begins at the school, epoch milliseconds. */
  at: number;
  lastYear: string;
  groups: GroupsAtRollOver;
  /** Pupils who go up, and who leave, as they are now. */
  moves: number;
  leaves: number;
}

/** The next roll-over of a school, or null while it has had no pupil. */
export async function planOf(env: Env, school: string): Promise<Plan | null> {
  const db = open(env.DB);
  const { row, years } = await ask(
    db,
    together({
      row: reading(db.select().from(schools).where(eq(schools.id, school)), ([found]) => found),
      years: reading(
        db
          .select({ year: pupils.yearGroup, count: sql<number>`count(*)` })
          .from(pupils)
          .where(and(eq(pupils.schoolId, school), eq(pupils.status, "active")))
          .groupBy(pupils.yearGroup),
        (rows) => rows,
      ),
    }),
  );
  if (!row?.rollDay) return null;
  const lastYear = row.lastYear ?? likelyLastYear(years.map(({ year }) => year));
  const become = risings(lastYear);
  const count = (isMeant: (next: string | null | undefined) => boolean) =>
    years
      .filter(({ year }) => isMeant(become[year ?? ""]))
      .reduce((sum, { count }) => sum + count, 0);
  return {
    day: row.rollDay,
    at: rollsAt(row.rollDay, row.timeZone),
    lastYear,
    groups: row.groupsAtRollOver,
    moves: count((next) => typeof next === "string"),
    leaves: count((next) => next === null),
  };
}
