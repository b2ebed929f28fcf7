/** The first moment of a day in UTC; null where the calendar has no such day, or no school ever had. */
export function utcDay(year: number, month: number, day: number): number | null {
  const moment = Date.UTC(year, month - 1, day);
  if (Number.isNaN(moment) || year < 1950 || year > 2200) return null;
  const date = new Date(moment);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? moment : null;
}

/** `22/07/2026`, `22.7.2026`, and what can only be American; null for anything else. */
export function localDay(text: string): number | null {
  const [, one, two, year] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})\b/.exec(text) ?? [];
  const [first, second] = [Number(one), Number(two)];
  return utcDay(Number(year), second, first) ?? utcDay(Number(year), first, second);
}
