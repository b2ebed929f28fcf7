import { and, asc, eq, isNotNull, lte, min } from "drizzle-orm";
import { reading } from "#db/reading";
import { recoveries } from "#db/schema";
import { type Clock, mostSchools } from "../events/clock.ts";
import { recoverDue } from "./end.ts";

/** Recoveries lapse, or are granted. */
export const recoveryClock: Clock = {
  schools(db, now) {
    const due = db
      .select({ id: recoveries.schoolId })
      .from(recoveries)
      .where(and(isNotNull(recoveries.dueAt), lte(recoveries.dueAt, now)))
      .orderBy(asc(recoveries.dueAt))
      .limit(mostSchools);
    return reading(due, (rows) => rows.map(({ id }) => id));
  },

  next(db, school) {
    const soonest = db
      .select({ at: min(recoveries.dueAt) })
      .from(recoveries)
      .where(and(eq(recoveries.schoolId, school), isNotNull(recoveries.dueAt)));
    return reading(soonest, ([row]) => row?.at ?? null);
  },

  run: recoverDue,
  isSlow: false,
};
