import { dayAfter, dayOf, iso, startOfDay } from "#domain/time";

/** A choice of when a message ends: ISO 8601, or "" for not by itself. */
export interface End {
  value: string;
  label: string;
}

/** When it may end: at the end of one of the school's next days, or not by itself. `now` is epoch milliseconds. */
export function endsFrom(now: number, timeZone: string): End[] {
  const today = dayOf(now, timeZone);
  const tomorrow = dayAfter(today);
  let friday = today;
  while (new Date(friday).getUTCDay() !== 5) friday = dayAfter(friday);
  const endOf = (day: string) => iso(startOfDay(dayAfter(day), timeZone));
  return [
    { value: "", label: "Until it is taken down" },
    { value: endOf(today), label: "Until the end of today" },
    { value: endOf(tomorrow), label: "Until the end of tomorrow" },
    ...(friday === today || friday === tomorrow
      ? []
      : [{ value: endOf(friday), label: "Until the end of Friday" }]),
  ];
}
