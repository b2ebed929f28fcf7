import { type Row, rowsOf } from "./cells.ts";
import { headingsIn } from "./columns.ts";

/** How a list is laid out: as a table, by its rows and where its heading stands (null for none), or as mailboxes. */
export type Shape = { kind: "table"; rows: Row[]; heading: Row | null } | { kind: "mailboxes" };

const delimiters = ["\t", ";", ",", "|"];

/** So much of a list tells how it is laid out, in UTF-16 units. */
const tellingLength = 20_000;
/** A title may stand above a heading, in so many rows. */
const titleRows = 10;

/** The lay-out of a list whose lines end with `\n`. */
export function shapeOf(text: string): Shape {
  const declared = /^\s*sep=([^\w\s@"]|\t)(?:\n|$)/i.exec(text)?.[1];
  const beginning =
    text.length > tellingLength
      ? text.slice(0, text.lastIndexOf("\n", tellingLength) + 1 || tellingLength)
      : text;
  const tables = (declared ? [declared] : delimiters).map((delimiter) => {
    const rows = filled(rowsOf(beginning, delimiter));
    const counts = rows.slice(0, titleRows).map(headingsIn);
    const most = Math.max(0, ...counts);
    return { delimiter, rows, headings: most, line: rows[counts.indexOf(most)]?.line };
  });
  const headed = tables.reduce((best, table) => (table.headings > best.headings ? table : best));
  const isHeaded = headed.headings > 0;
  const table =
    isHeaded || declared ? headed : tables.find(({ delimiter, rows }) => isTable(rows, delimiter));
  if (!table) return { kind: "mailboxes" };
  const rows = filled(rowsOf(text, table.delimiter));
  const heading = isHeaded ? rows.find(({ line }) => line === table.line) : null;
  return { kind: "table", rows, heading: heading ?? null };
}

/** Without rows that say nothing, and without what programs write above a table for each other. */
function filled(rows: readonly Row[]): Row[] {
  return rows.filter(({ text }) => /[\p{L}\p{N}@]/u.test(text) && !furniture.test(text));
}

// Excel, PowerShell's Export-Csv, and the templates of Entra.
const furniture = /^\s*(?:sep=[^@]?\s*$|#TYPE\s[^@]*$|version:v[^@]*$)/i;

/** Most rows with an address have one alone in a cell, and something beside it. */
function isTable(rows: readonly Row[], delimiter: string): boolean {
  const addressed = rows.filter(({ text }) => text.includes("@"));
  return addressed.filter((row) => isRecord(row, delimiter)).length * 2 > addressed.length;
}

function isRecord({ cells }: Row, delimiter: string): boolean {
  const said = cells.filter((cell) => /[\p{L}\p{N}@]/u.test(cell));
  const addresses = said.filter((cell) => cell.includes("@"));
  if (said.length < 2) return false;
  // Nothing but a table has tabs between.
  if (delimiter === "\t") return true;
  return addresses.length === 1 && /^(?:[^\s<>]+|<[^\s<>]+>)$/.test(addresses[0]?.trim() ?? "");
}
