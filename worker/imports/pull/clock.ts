import { asc, eq, lte } from "drizzle-orm";
import { reading } from "#db/reading";
import { misSources } from "#db/schema";
import { type Clock, mostSchools } from "../../events/clock.ts";
import { visit } from "./visit.ts";

/** The MIS is asked each night, where a school wants that. What is found tells of itself. */
export const sourceClock: Clock = {
  schools(db, now) {
    const due = db
      .select({ id: misSources.schoolId })
      .from(misSources)
      .where(lte(misSources.nextAt, now))
      .orderBy(asc(misSources.nextAt))
      .limit(mostSchools);
    return reading(due, (rows) => rows.map(({ id }) => id));
  },

  next(db, school) {
    const next = db
      .select({ at: misSources.nextAt })
      .from(misSources)
      .where(eq(misSources.schoolId, school));
    return reading(next, ([row]) => row?.at ?? null);
  },

  async run(env, school, now) {
    const waiting: Promise<unknown>[] = [];
    await visit(env, { waitUntil: (promise) => void waiting.push(promise) }, school, now);
    await Promise.allSettled(waiting);
    return [];
  },

  isSlow: true,
};
