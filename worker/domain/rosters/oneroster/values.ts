import { short } from "../csv/heading.ts";
import type { Entry } from "../csv/table.ts";
import { localDay, utcDay } from "../days.ts";
import type { Oddities } from "../oddities.ts";
import type { RowStatus } from "../roster.ts";

/** A list inside a cell: `7,8`, `["7","8"]`. */
export function listOf(cell: string): string[] {
  return cell
    .replace(/^\[|\]$/g, "")
    .split(",")
    .map((item) => item.trim().replace(/^"|"$/g, ""))
    .filter(Boolean);
}

/** `true` or `false` however it is written; what is neither, or nothing, is `otherwise`. */
export function flagOf(
  entry: Entry,
  column: string,
  otherwise: boolean,
  oddities: Oddities,
): boolean {
  const cell = entry.text(column);
  if (cell === "true" || cell === "false" || cell === "") return cell ? cell === "true" : otherwise;
  const meant = /^(?:true|yes|y|t|1)$/i.test(cell) || !/^(?:false|no|n|f|0)$/i.test(cell);
  oddities.add(column, entry.at, `“${cell}” under ${column} was read as “${meant}”.`);
  return meant;
}

/** Gone only where it says so: `inactive` is how OneRoster 1.0 does. */
export function statusOf(entry: Entry, oddities: Oddities): RowStatus {
  const cell = entry.text("status");
  if (cell === "" || cell === "active") return "active";
  if (cell === "tobedeleted") return "tobedeleted";
  const isGone = /^(?:to ?be ?deleted|inactive|deleted)$/i.test(cell);
  const meant = isGone ? "tobedeleted" : "active";
  oddities.add("status", entry.at, `“${cell}” under status was read as “${meant}”.`);
  return meant;
}

/**
 * The first moment of a day in UTC; null for none, and for what is not sure to be one: nothing ends by a slip. Where days and
 * months could be either way round they are British.
 */
export function dayOf(entry: Entry, column: string, oddities: Oddities): number | null {
  const cell = entry.text(column);
  if (cell === "") return null;
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)(?:$|[T ])/.exec(cell) ?? [];
  const iso = utcDay(Number(year), Number(month), Number(day));
  if (iso !== null) return iso;
  const local = localDay(cell);
  const meant = local === null ? "no date" : new Date(local).toISOString().slice(0, 10);
  oddities.add(column, entry.at, `“${short(cell)}” under ${column} was read as ${meant}.`);
  return local;
}
