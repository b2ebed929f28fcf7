import { dayBefore, dayOf, daysBetween, isTwice } from "#domain/time";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A length of time as two figures: `18 h 42 m`, `42 m 10 s`, `9 s`. Milliseconds in, never below zero. */
export function span(length: number): string {
  const seconds = Math.max(0, Math.ceil(length / 1_000));
  const [h, m, s] = [Math.floor(seconds / 3_600), Math.floor((seconds % 3_600) / 60), seconds % 60];
  if (h > 0) return `${h} h ${two(m)} m`;
  if (m > 0) return `${m} m ${two(s)} s`;
  return `${s} s`;
}

/** A moment as people at the school say it: `just now`, `4 m ago`, `11:02 today`, `14:20 yesterday`, `Tue 14:20`, `3 Nov`. */
export function moment(iso: string, now: number, timeZone: string): string {
  const time = Date.parse(iso);
  const ago = now - time;
  if (ago < minute) return "just now";
  if (ago < hour) return `${Math.floor(ago / minute)} m ago`;
  const clock = clockOf(time, timeZone);
  // By the calendar: a day of the school's may have 23 hours, or 25.
  const days = daysBetween(dayOf(time, timeZone), dayOf(now, timeZone));
  if (days === 0) return `${clock} today`;
  if (days === 1) return `${clock} yesterday`;
  if (days < 7) return `${format("weekday", timeZone).format(time)} ${clock}`;
  return format(ago < 300 * day ? "date" : "dated", timeZone).format(time);
}

/** The same where there is little room: `14:20` today, `Tue` this week, `3 Nov` before. */
export function briefly(iso: string, now: number, timeZone: string): string {
  const time = Date.parse(iso);
  const days = daysBetween(dayOf(time, timeZone), dayOf(now, timeZone));
  if (days === 0) return clockOf(time, timeZone);
  return format(days < 7 ? "weekday" : "date", timeZone).format(time);
}

/** The time of day: `14:20`. */
export function timeOfDay(iso: string, timeZone: string): string {
  return clockOf(Date.parse(iso), timeZone);
}

/** The same; where clocks show it twice, when they are put back, with which of them it was: `01:30 BST`, `01:30 GMT`. */
export function clockOf(time: number, timeZone: string): string {
  return format(isTwice(time, timeZone) ? "zoned" : "clock", timeZone).format(time);
}

/** A day such as `2026-11-20` as people at the school say it: `Today`, `Yesterday`, `Friday 20 November 2026`. */
export function nameOfDay(day: string, now: number, timeZone: string): string {
  const today = dayOf(now, timeZone);
  if (day === today) return "Today";
  if (day === dayBefore(today)) return "Yesterday";
  return format("whole", "UTC").format(Date.parse(day)).replace(",", "");
}

/** The time of day on a day that is not today: `14:20 on 20 Nov 2026`. */
export function dayAndTime(iso: string, timeZone: string): string {
  return `${timeOfDay(iso, timeZone)} on ${format("dated", timeZone).format(Date.parse(iso))}`;
}

/** The whole of a moment, for those who want to know exactly. */
export function exactly(iso: string, timeZone: string): string {
  const time = Date.parse(iso);
  return format(isTwice(time, timeZone) ? "exactZoned" : "exact", timeZone).format(time);
}

/** Whether two moments, epoch milliseconds, fall on one day at the school. */
export function isSameDay(one: number, other: number, timeZone: string): boolean {
  return dayOf(one, timeZone) === dayOf(other, timeZone);
}

const clock = { hour: "2-digit", minute: "2-digit" } as const;
const exact = {
  weekday: "long",
  day: "numeric",
  month: "long",
  ...clock,
  second: "2-digit",
} as const;
const zone = { timeZoneName: "short" } as const;

const shapes = {
  clock,
  zoned: { ...clock, ...zone },
  weekday: { weekday: "short" },
  date: { day: "numeric", month: "short" },
  dated: { day: "numeric", month: "short", year: "numeric" },
  whole: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  exact,
  exactZoned: { ...exact, ...zone },
} as const;

// Making a format is slow, using one is not.
const formats = new Map<string, Intl.DateTimeFormat>();

function format(shape: keyof typeof shapes, timeZone: string): Intl.DateTimeFormat {
  const key = `${shape} ${timeZone}`;
  const made = formats.get(key) ?? new Intl.DateTimeFormat("en-GB", { ...shapes[shape], timeZone });
  formats.set(key, made);
  return made;
}

function two(figure: number): string {
  return String(figure).padStart(2, "0");
}
