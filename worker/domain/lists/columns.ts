import type { Row } from "./cells.ts";
import { type Field, headingOf } from "./headings.ts";
import { isName } from "./names.ts";
import { isSurnameFirst } from "./order.ts";
import { readRole, readStaffType } from "./words.ts";

/** Which columns hold what, those to be asked first in front. */
export interface Columns {
  /** The first of these groups that holds an address is somebody's; each address in it is. */
  email: number[][];
  givenName: number[];
  familyName: number[];
  name: number[];
  role: number[];
  job: number[];
  /** How many the heading names; null without one. */
  width: number | null;
}

/** How many headings a row has; none where it holds an address, or nothing that heads addresses or names two things. */
export function headingsIn({ text, cells }: Row): number {
  if (text.includes("@")) return 0;
  const known = cells.map(headingOf).filter((heading) => heading !== null);
  const fields = new Set(known.map(({ field }) => field).filter((field) => field !== "other"));
  return fields.has("email") || fields.size > 1 ? known.length : 0;
}

/** The columns as a heading names them. */
export function columnsByHeading({ cells }: Row, rows: readonly Row[]): Columns {
  const headings = cells.map(headingOf);
  const of = (wanted: Field) =>
    headings
      .flatMap((heading, column) => (heading?.field === wanted ? [{ ...heading, column }] : []))
      .sort((one, other) => one.rank - other.rank)
      .map(({ column }) => column);
  const unknown = headings.flatMap((heading, column) => (heading ? [] : [column]));
  const email = of("email");
  const { rights, jobs } = roleColumns(of("role"), rows);
  return {
    email: email.length > 0 ? email.map((column) => [column]) : [unknown],
    givenName: of("givenName"),
    familyName: of("familyName"),
    name: of("name"),
    role: rights,
    job: [...of("job"), ...jobs],
    width: cells.length,
  };
}

/** The columns as what stands in them tells. */
export function columnsByContent(rows: readonly Row[]): Columns {
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const all = Array.from({ length: width }, (_, column) => column);
  const role = all.filter((column) => mostly(rows, column, (cell) => readRole(cell) !== null));
  const job = all.filter((column) => mostly(rows, column, (cell) => readStaffType(cell) !== null));
  const names = all.filter(
    (column) => !role.includes(column) && !job.includes(column) && mostly(rows, column, isName),
  );
  return { email: [all], role, job, ...namesByContent(rows, names), width: null };
}

/** One column of whole names, else two of which the first holds given names, unless the addresses say otherwise. */
function namesByContent(rows: readonly Row[], [first, second]: readonly number[]) {
  const none = { name: [], givenName: [], familyName: [] };
  if (first === undefined) return none;
  if (second === undefined || mostly(rows, first, (cell) => /\p{L}[\s,]+\p{L}/u.test(cell)))
    return { ...none, name: [first] };
  return isSurnameFirst(rows, first, second)
    ? { ...none, familyName: [first], givenName: [second] }
    : { ...none, givenName: [first], familyName: [second] };
}

/**
 * What stands under *Role* are rights where most of it is the product's words; else jobs, where Admin is somebody in the
 * office.
 */
function roleColumns(columns: readonly number[], rows: readonly Row[]) {
  const isRights = (column: number) => mostly(rows, column, (cell) => readRole(cell) !== null);
  return {
    rights: columns.filter(isRights),
    jobs: columns.filter((column) => !isRights(column)),
  };
}

/** Whether more than half of what stands in a column is so. */
function mostly(rows: readonly Row[], column: number, isSo: (cell: string) => boolean): boolean {
  const filled = rows.map(({ cells }) => cells[column]?.trim() ?? "").filter(Boolean);
  return filled.filter(isSo).length * 2 > filled.length;
}
