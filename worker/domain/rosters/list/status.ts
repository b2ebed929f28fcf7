import { localDay, utcDay } from "../days.ts";
import type { RowStatus } from "../roster.ts";

/** Whether somebody has gone, by the word of a status or the day on which they left; a day to come has not. */
export function statusOf(cell: string, now = Number.POSITIVE_INFINITY): RowStatus {
  if (
    /^(?:left|leaver|gone|inactive|former|ex|off ?roll|deleted|archived|no|n|false|0)\b/i.test(cell)
  )
    return "tobedeleted";
  const day = leftOn(cell);
  return day !== null && day <= now ? "tobedeleted" : "active";
}

/** `2026-07-22`, `22/07/2026`. */
function leftOn(cell: string): number | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)/.exec(cell) ?? [];
  return utcDay(Number(year), Number(month), Number(day)) ?? localDay(cell);
}
