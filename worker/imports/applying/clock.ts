import { and, asc, eq, isNotNull, lte, min } from "drizzle-orm";
import { open } from "#db/client";
import { reading } from "#db/reading";
import { imports } from "#db/schema";
import { type Clock, mostSchools } from "../../events/clock.ts";
import { goOn } from "./go-on.ts";

/** Imports are gone on with where whoever applied them has died. Each portion tells of itself. */
export const importClock: Clock = {
  schools(db, now) {
    const due = db
      .select({ id: imports.schoolId })
      .from(imports)
      .where(and(isNotNull(imports.dueAt), lte(imports.dueAt, now)))
      .orderBy(asc(imports.dueAt))
      .limit(mostSchools);
    return reading(due, (rows) => rows.map(({ id }) => id));
  },

  next(db, school) {
    const soonest = db
      .select({ at: min(imports.dueAt) })
      .from(imports)
      .where(and(eq(imports.schoolId, school), isNotNull(imports.dueAt)));
    return reading(soonest, ([row]) => row?.at ?? null);
  },

  async run(env, school, now) {
    const waiting: Promise<unknown>[] = [];
    const [row] = await open(env.DB)
      .select({ id: imports.id })
      .from(imports)
      .where(and(eq(imports.schoolId, school), isNotNull(imports.dueAt), lte(imports.dueAt, now)));
    if (row) await goOn(env, { waitUntil: (promise) => void waiting.push(promise) }, school);
    await Promise.allSettled(waiting);
    return [];
  },

  isSlow: true,
};
