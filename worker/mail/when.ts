import { formatIn, isTwice } from "#domain/time";

const ukZone = "Europe/London";

/** A moment as people at the school say it: `Tuesday 24 November 2026 at 14:05 (UK time)`. `time` is epoch milliseconds. */
export function moment(time: number, timeZone: string): string {
  const zone = isZone(timeZone) ? timeZone : ukZone;
  // When the clocks are put back, an hour comes twice: then the mail says by which clock.
  const isTwiceThen = isTwice(time, zone);
  const parts = formatIn(zone, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: isTwiceThen ? "long" : "longGeneric",
  }).formatToParts(time);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((found) => found.type === type)?.value ?? "";
  const clock = zone === ukZone && !isTwiceThen ? "UK time" : part("timeZoneName");
  return `${part("weekday")} ${part("day")} ${part("month")} ${part("year")} at ${part("hour")}:${part("minute")} (${clock})`;
}

/** The time of day alone, as a clock at the school shows it: `14:06`. `time` is epoch milliseconds. */
export function clock(time: number, timeZone: string): string {
  return formatIn(isZone(timeZone) ? timeZone : ukZone, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(time);
}

function isZone(timeZone: string): boolean {
  try {
    return formatIn(timeZone, {}) !== null;
  } catch {
    return false;
  }
}
