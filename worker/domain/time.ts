/** ISO 8601 UTC, as the contract writes times, of epoch milliseconds. */
export function iso(time: number): string {
  return new Date(time).toISOString();
}

export function isoOrNull(time: number | null): string | null {
  return time === null ? null : iso(time);
}

/** How long something took, roughly: `2 h 11 m`, `4 m`, `less than a minute`. */
export function took(length: number): string {
  const minutes = Math.floor(length / 60_000);
  if (minutes < 1) return "less than a minute";
  if (minutes < 60) return `${minutes} m`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} m` : `${Math.floor(hours / 24)} days`;
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

/** The day after, by the calendar. */
export function dayAfter(day: string): string {
  return iso(Date.parse(day) + 24 * 3600_000).slice(0, 10);
}

/** How far the clocks of a time zone are ahead of UTC at a moment, milliseconds. */
function offsetAt(time: number, timeZone: string): number {
  const shape = {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  } as const;
  const parts = new Intl.DateTimeFormat("en-GB", {
    ...shape,
    timeZone,
    hourCycle: "h23",
  }).formatToParts(time);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return (
    Date.UTC(of("year"), of("month") - 1, of("day"), of("hour"), of("minute"), of("second")) - time
  );
}
