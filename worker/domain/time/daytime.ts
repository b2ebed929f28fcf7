import { dayAfter, dayBefore, dayOf, timeAt } from "../time.ts";

/** Nobody is mailed at their leisure between these hours of the school's clocks. */
const [nightfall, daybreak] = [20, 7];

/** The moment itself where people are about then, else the next 07:00 of a time zone. Epoch milliseconds. */
export function inDaytime(time: number, timeZone: string): number {
  const day = dayOf(time, timeZone);
  const morning = timeAt(day, daybreak, timeZone);
  if (time < morning) return morning;
  return time < timeAt(day, nightfall, timeZone) ? time : timeAt(dayAfter(day), daybreak, timeZone);
}

/** The end of the day that a moment in the daytime is of. */
export function endOfDaytime(time: number, timeZone: string): number {
  return timeAt(dayOf(time, timeZone), nightfall, timeZone);
}

/** When the night that a moment lies in began. */
export function nightfallBefore(time: number, timeZone: string): number {
  const day = dayOf(time, timeZone);
  const tonight = timeAt(day, nightfall, timeZone);
  return tonight <= time ? tonight : timeAt(dayBefore(day), nightfall, timeZone);
}

/** 07:00 of a day such as `2026-11-22`. */
export function morningOf(day: string, timeZone: string): number {
  return timeAt(day, daybreak, timeZone);
}

/** The next 07:00 after a moment. */
export function nextMorning(time: number, timeZone: string): number {
  const day = dayOf(time, timeZone);
  const morning = timeAt(day, daybreak, timeZone);
  return time < morning ? morning : timeAt(dayAfter(day), daybreak, timeZone);
}
