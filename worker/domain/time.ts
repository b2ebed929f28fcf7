/** ISO 8601 UTC, as the contract writes times, of epoch milliseconds. */
export function iso(time: number): string {
  return new Date(time).toISOString();
}

export function isoOrNull(time: number | null): string | null {
  return time === null ? null : iso(time);
}

/** How long something took, roughly: `2 h 11 m`, `6 h`, `4 m`, `30 s`. */
export function took(length: number): string {
  const seconds = Math.floor(length / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60)];
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} m` : `${hours} h`;
  return minutes > 0 ? `${minutes} m` : `${seconds} s`;
}

/** Whether a text is a day of the calendar, as `2026-11-22`. */
export function isDay(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\d$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    iso(Date.parse(text)).startsWith(text)
  );
}

/** When a day such as `2026-11-22` begins in a time zone, epoch milliseconds. */
export function startOfDay(day: string, timeZone: string): number {
  const midnight = Date.parse(day);
  // Twice, since the clocks may change between the guess and midnight.
  const guess = midnight - offsetAt(midnight, timeZone);
  const start = midnight - offsetAt(guess, timeZone);
  // Where the clocks are put forward at midnight itself, the day begins after the hour that is left out.
  return offsetAt(start, timeZone) === offsetAt(guess, timeZone) ? start : Math.max(start, guess);
}

/** When clocks in a time zone show this hour of a day such as `2026-11-22`, epoch milliseconds; not for hours near midnight. */
export function timeAt(day: string, hour: number, timeZone: string): number {
  const shown = Date.parse(day) + hour * 3600_000;
  const guess = shown - offsetAt(shown, timeZone);
  return shown - offsetAt(guess, timeZone);
}

/** The day after, by the calendar. */
export function dayAfter(day: string): string {
  return iso(Date.parse(day) + 24 * 3600_000).slice(0, 10);
}

/** The day before, by the calendar. */
export function dayBefore(day: string): string {
  return iso(Date.parse(day) - 24 * 3600_000).slice(0, 10);
}

/** How many days by the calendar lie between two, such as `2026-11-22`; below zero where the second is earlier. */
export function daysBetween(day: string, later: string): number {
  return Math.round((Date.parse(later) - Date.parse(day)) / (24 * 3600_000));
}

/** The day of a moment, epoch milliseconds, in a time zone, as calendars sort it: `2026-11-20`. */
export function dayOf(time: number, timeZone: string): string {
  return iso(time + offsetAt(time, timeZone)).slice(0, 10);
}

/** Whether clocks show this moment's time a second time that night, when they are put back. Epoch milliseconds. */
export function isTwice(time: number, timeZone: string): boolean {
  const offset = offsetAt(time, timeZone);
  return [time - longestChange, time + longestChange].some((near) => {
    const other = offsetAt(near, timeZone);
    // The same figures by the other clock: was that the clock that counted then?
    return other !== offset && offsetAt(time + offset - other, timeZone) === other;
  });
}

/** Clocks are put forward and back by half an hour to two. */
const longestChange = 3 * 3600_000;

const shape = {
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
} as const;

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format in a time zone, which is made once: that is slow, using it is not. Throws a `RangeError` for what is no zone. */
export function formatIn(timeZone: string, shape: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = JSON.stringify([timeZone, shape]);
  const format = formats.get(name) ?? new Intl.DateTimeFormat("en-GB", { ...shape, timeZone });
  formats.set(name, format);
  return format;
}

/** How far the clocks of a time zone are ahead of UTC at a moment, milliseconds. */
function offsetAt(time: number, timeZone: string): number {
  const parts = formatIn(timeZone, shape).formatToParts(time);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(
    of("year"),
    of("month") - 1,
    of("day"),
    of("hour"),
    of("minute"),
    of("second"),
  );
  return shown - Math.floor(time / 1000) * 1000;
}
