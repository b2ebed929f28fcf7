import { and, asc, eq, lte, min } from "drizzle-orm";
import { reading } from "#db/reading";
import { isPending } from "#db/rows";
import { invites } from "#db/schema";
import { type Clock, mostSchools } from "../events/clock.ts";
import { expireDue } from "./expiry.ts";

/** Invites expire. */
export const inviteClock: Clock = {
  schools(db, now) {
    const due = db
      .select({ id: invites.schoolId })
      .from(invites)
      .where(and(isPending, lte(invites.expiresAt, now)))
      .orderBy(asc(invites.expiresAt))
      .limit(mostSchools);
    return reading(due, (rows) => rows.map(({ id }) => id));
  },

  next(db, school) {
    const soonest = db
      .select({ at: min(invites.expiresAt) })
      .from(invites)
      .where(and(eq(invites.schoolId, school), isPending));
    return reading(soonest, ([row]) => row?.at ?? null);
  },

  run: expireDue,
  isSlow: false,
};
