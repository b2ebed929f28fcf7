import { and, asc, eq, isNotNull, lte, min } from "drizzle-orm";
import { reading } from "#db/reading";
import { memberships } from "#db/schema";
import { type Clock, mostSchools } from "../events/clock.ts";
import { digestDue } from "./due.ts";

/** Digests come due, in each school's morning. */
export const digestClock: Clock = {
  schools(db, now) {
    const due = db
      .select({ id: memberships.schoolId })
      .from(memberships)
      .where(and(isNotNull(memberships.digestAt), lte(memberships.digestAt, now)))
      .orderBy(asc(memberships.digestAt))
      .limit(mostSchools);
    return reading(due, (rows) => rows.map(({ id }) => id));
  },

  next(db, school) {
    const soonest = db
      .select({ at: min(memberships.digestAt) })
      .from(memberships)
      .where(and(eq(memberships.schoolId, school), isNotNull(memberships.digestAt)));
    return reading(soonest, ([row]) => row?.at ?? null);
  },

  run: digestDue,
  isSlow: false,
};
