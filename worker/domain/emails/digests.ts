import { morningOf } from "../time/daytime.ts";
import { dayBefore, dayOf, iso } from "../time.ts";

const dayMs = 24 * 3600_000;

/** The number of a moment's day by the calendar at the school, which is its digest's. Epoch milliseconds. */
export function dayNumber(time: number, timeZone: string): number {
  return Date.parse(dayOf(time, timeZone)) / dayMs;
}

/** What the digest of a day tells of: from the morning before, before its own. Epoch milliseconds. */
export function digestTimes(day: number, timeZone: string): { from: number; before: number } {
  const today = iso(day * dayMs).slice(0, 10);
  return { from: morningOf(dayBefore(today), timeZone), before: morningOf(today, timeZone) };
}
