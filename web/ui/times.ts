import { startOfDay } from "#domain/time";

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
  const clock = format("clock", timeZone).format(time);
  if (isSameDay(time, now, timeZone)) return `${clock} today`;
  if (isSameDay(time, now - day, timeZone)) return `${clock} yesterday`;
  if (ago < 6 * day) return `${format("weekday", timeZone).format(time)} ${clock}`;
  return format(ago < 300 * day ? "date" : "dated", timeZone).format(time);
}

/** The time of day: `14:20`. */
export function timeOfDay(iso: string, timeZone: string): string {
  return format("clock", timeZone).format(Date.parse(iso));
}

/** The day at the school of a moment, epoch milliseconds, as calendars sort it: `2026-11-20`. */
export function dayOf(time: number, timeZone: string): string {
  return format("day", timeZone).format(time).split("/").reverse().join("-");
}

/** A day such as `2026-11-20` as people at the school say it: `Today`, `Yesterday`, `Friday 20 November 2026`. */
export function nameOfDay(day: string, now: number, timeZone: string): string {
  const today = dayOf(now, timeZone);
  if (day === today) return "Today";
  // Not 24 hours ago: some days have 23.
  if (day === dayOf(startOfDay(today, timeZone) - 1, timeZone)) return "Yesterday";
  return format("whole", "UTC").format(Date.parse(day)).replace(",", "");
}

/** The whole of a moment, for those who want to know exactly. */
export function exactly(iso: string, timeZone: string): string {
  return format("exact", timeZone).format(Date.parse(iso));
}

/** Whether two moments, epoch milliseconds, fall on one day at the school. */
export function isSameDay(one: number, other: number, timeZone: string): boolean {
  const days = format("day", timeZone);
  return days.format(one) === days.format(other);
}

const shapes = {
  clock: { hour: "2-digit", minute: "2-digit" },
  weekday: { weekday: "short" },
  date: { day: "numeric", month: "short" },
  dated: { day: "numeric", month: "short", year: "numeric" },
  day: { day: "2-digit", month: "2-digit", year: "numeric" },
  whole: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  exact: {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  },
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
