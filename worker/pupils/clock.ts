import { and, asc, eq, isNotNull, lte, min } from "drizzle-orm";
import { reading } from "#db/reading";
import { pupils } from "#db/schema";
import { type Clock, mostSchools } from "../events/clock.ts";
import { eraseDue } from "./erasing.ts";

/** Pupils who left long ago are erased. */
export const keepingClock: Clock = {
  schools(db, now) {
    const due = db
      .select({ id: pupils.schoolId })
      .from(pupils)
      .where(and(isNotNull(pupils.eraseAt), lte(pupils.eraseAt, now)))
      .orderBy(asc(pupils.eraseAt))
      .limit(mostSchools);
    return reading(due, (rows) => rows.map(({ id }) => id));
  },

  next(db, school) {
    const soonest = db
      .select({ at: min(pupils.eraseAt) })
      .from(pupils)
      .where(and(eq(pupils.schoolId, school), isNotNull(pupils.eraseAt)));
    return reading(soonest, ([row]) => row?.at ?? null);
  },

  run: eraseDue,
  isSlow: false,
};
