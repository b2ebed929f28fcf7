import { and, asc, eq, isNotNull, lte } from "drizzle-orm";
import { reading } from "#db/reading";
import { schools } from "#db/schema";
import { dayOf } from "#domain/time";
import { rollsAt } from "#domain/years";
import { type Clock, mostSchools } from "../events/clock.ts";
import { rollDue } from "./roll.ts";

/** Years roll over, as the day begins at the school. */
export const yearClock: Clock = {
  schools(db, now) {
    // The day begins first of all on Kiritimati.
    const begun = dayOf(now, "Pacific/Kiritimati");
    const due = db
      .select({ id: schools.id, day: schools.rollDay, timeZone: schools.timeZone })
      .from(schools)
      .where(and(isNotNull(schools.rollDay), lte(schools.rollDay, begun)))
      .orderBy(asc(schools.rollDay))
      .limit(mostSchools);
    return reading(due, (rows) =>
      rows.flatMap(({ id, day, timeZone }) => (day && rollsAt(day, timeZone) <= now ? [id] : [])),
    );
  },

  next(db, school) {
    const row = db
      .select({ day: schools.rollDay, timeZone: schools.timeZone })
      .from(schools)
      .where(eq(schools.id, school));
    return reading(row, ([found]) => (found?.day ? rollsAt(found.day, found.timeZone) : null));
  },

  run: rollDue,
  isSlow: false,
};
