import * as z from "zod/mini";
import { yearGroups } from "./groups.ts";
import { dayOf, iso, startOfDay } from "./time.ts";

/** What becomes of groups when the year rolls over: they go up with their pupils, or all that have pupils or a year are closed. */
export const GroupsAtRollOver = z.enum(["carry", "close"], "Choose what becomes of groups.");
export type GroupsAtRollOver = z.infer<typeof GroupsAtRollOver>;

/** The last years that schools have: whoever is in it, or beyond, leaves when the year rolls over. */
export const lastYears = ["Reception", ...Array.from({ length: 13 }, (_, i) => `Year ${i + 1}`)];

export const LastYear = z.enum(lastYears, "Choose the last year of your school.");

/** A roll-over that has happened. Times are epoch milliseconds. */
export interface YearRoll {
  id: string;
  schoolId: string;
  /** The day it was due, such as `2027-08-26`. */
  day: string;
  status: "rolled" | "unrolled";
  rolledAt: number;
  /** Pupils who went up, and who left; groups that went up, and that were closed. */
  moved: number;
  left: number;
  groupsMoved: number;
  groupsClosed: number;
  version: number;
}

/** A roll-over as Admins and Owners see it. */
export const PublicYearRoll = z.object({
  id: z.string(),
  day: z.string(),
  status: z.enum(["rolled", "unrolled"]),
  rolledAt: z.string(),
  /** Until when it can be undone. */
  undoUntil: z.string(),
  moved: z.number(),
  left: z.number(),
  groupsMoved: z.number(),
  groupsClosed: z.number(),
  version: z.number(),
});
export type PublicYearRoll = z.infer<typeof PublicYearRoll>;

/** For so long a roll-over can be undone, milliseconds [S6]. */
export const undoLife = 7 * 24 * 3600_000;
/** For so long before it is announced, milliseconds. */
const announcedFor = 7 * 24 * 3600_000;

const rollOver = "08-26";

export function publishedYearRoll({ schoolId: _, rolledAt, ...roll }: YearRoll): PublicYearRoll {
  return { ...roll, rolledAt: iso(rolledAt), undoUntil: iso(rolledAt + undoLife) };
}

/** Whether it can still be undone. */
export function isUndoable({ status, rolledAt }: YearRoll, now: number): boolean {
  return status === "rolled" && now < rolledAt + undoLife;
}

/** Whether a roll-over that is due at a time is near enough to be announced; both epoch milliseconds. */
export function isAnnounced(at: number, now: number): boolean {
  return now >= at - announcedFor;
}

/** Whether the year is about to begin, as it is announced, or has just begun, as it can be undone; epoch milliseconds. */
export function isTurnOfYear(now: number): boolean {
  const turn = Date.parse(`${new Date(now).getUTCFullYear()}-${rollOver}`);
  // Days begin at different times around the world.
  const day = 24 * 3600_000;
  return now > turn - announcedFor - day && now < turn + undoLife + day;
}

/** The first 26 August after a day, such as `2027-08-26`. */
export function rollDayAfter(day: string): string {
  const year = Number(day.slice(0, 4));
  return day.slice(5) < rollOver ? `${year}-${rollOver}` : `${year + 1}-${rollOver}`;
}

/** The first 26 August that has begun nowhere on earth yet. */
export function nextRollDay(now: number): string {
  return rollDayAfter(dayOf(now, "Pacific/Kiritimati"));
}

/** When the year rolls over in a time zone, epoch milliseconds: as the day begins. */
export function rollsAt(day: string, timeZone: string): number {
  return startOfDay(day, timeZone);
}

/** What becomes of each year group: the one above, or null where it leaves. Year groups of the school's own stay. */
export function risings(lastYear: string): Record<string, string | null> {
  const last = yearGroups.indexOf(lastYear);
  return Object.fromEntries(
    yearGroups.map((year, i) => [year, i < last ? (yearGroups[i + 1] ?? null) : null]),
  );
}

/** The last year of a school by the years its pupils are in: of an infant, a primary, a secondary school, or one with a sixth form. */
export function likelyLastYear(years: readonly (string | null)[]): string {
  const highest = Math.max(0, ...years.map((year) => yearGroups.indexOf(year ?? "")));
  const ends = ["Year 2", "Year 6", "Year 11", "Year 13"];
  return ends.find((end) => yearGroups.indexOf(end) >= highest) ?? "Year 13";
}
