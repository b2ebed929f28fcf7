import { and, asc, eq, isNotNull, lte, min } from "drizzle-orm";
import { reading } from "#db/reading";
import { isPending } from "#db/rows";
import { invites } from "#db/schema";
import { type Clock, mostSchools } from "../../events/clock.ts";
import { remindDue } from "./due.ts";

/** Reminders of invites come due. */
export const reminderClock: Clock = {
  schools(db, now) {
    const due = db
      .select({ id: invites.schoolId })
      .from(invites)
      .where(and(isPending, isNotNull(invites.remindAt), lte(invites.remindAt, now)))
      .orderBy(asc(invites.remindAt))
      .limit(mostSchools);
    return reading(due, (rows) => rows.map(({ id }) => id));
  },

  next(db, school) {
    const soonest = db
      .select({ at: min(invites.remindAt) })
      .from(invites)
      .where(and(eq(invites.schoolId, school), isPending, isNotNull(invites.remindAt)));
    return reading(soonest, ([row]) => row?.at ?? null);
  },

  run: remindDue,
  isSlow: false,
};
