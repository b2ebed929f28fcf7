import { and, asc, eq, isNotNull, lte, min } from "drizzle-orm";
import { reading } from "#db/reading";
import { mails } from "#db/schema";
import { type Clock, mostSchools } from "../events/clock.ts";
import { deliverDue } from "./deliver.ts";

/** Mail leaves, or is tried again. A provider may be silent. */
export const mailClock: Clock = {
  schools(db, now) {
    const due = db
      .select({ id: mails.schoolId })
      .from(mails)
      .where(and(isNotNull(mails.dueAt), lte(mails.dueAt, now)))
      .orderBy(asc(mails.dueAt))
      .limit(mostSchools);
    return reading(due, (rows) => rows.map(({ id }) => id));
  },

  next(db, school) {
    const soonest = db
      .select({ at: min(mails.dueAt) })
      .from(mails)
      .where(and(eq(mails.schoolId, school), isNotNull(mails.dueAt)));
    return reading(soonest, ([row]) => row?.at ?? null);
  },

  run: deliverDue,
  isSlow: true,
};
