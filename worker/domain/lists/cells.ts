/** A row of a table: its cells, where it begins, and how it stands in the text. */
export interface Row {
  /** Counted from 1, as an editor would. */
  line: number;
  text: string;
  cells: string[];
}

/** Nobody writes more than so many characters into one quoted cell. */
export const longestQuote = 10_000;

/** Does a quoted cell hold what looks like further rows? Then its quote was never closed. */
export type HasRows = (value: string, delimiter: string) => boolean;

/**
 * Delimited text as rows (RFC 4180). Lines end with `\n`. A quote that nobody closed, or that holds what looks like further rows,
 * is a character like others, so that it swallows nothing.
 */
export function rowsOf(text: string, delimiter: string): Row[] {
  const rows: Row[] = [];
  let line = 1;
  for (let start = 0; start <= text.length; ) {
    const { cells, end } = rowAt(text, start, delimiter);
    const row = { line, text: text.slice(start, end), cells };
    rows.push(row);
    line += row.text.split("\n").length;
    start = end + 1;
  }
  return rows;
}

/** The cells of the row that begins at `start`, and where its line ends. To know, it looks `longestQuote` beyond that. */
export function rowAt(
  text: string,
  start: number,
  delimiter: string,
  hasRows: HasRows = hasPeople,
): { cells: string[]; end: number } {
  const lineEnd = text.indexOf("\n", start);
  const plain = text.slice(start, lineEnd < 0 ? text.length : lineEnd);
  if (!plain.includes('"')) return { cells: plain.split(delimiter), end: start + plain.length };
  const cells: string[] = [];
  let end = start - 1;
  do {
    const cell =
      quotedCell(text, end + 1, delimiter, hasRows) ?? plainCell(text, end + 1, delimiter);
    cells.push(cell.value);
    end = cell.end;
  } while (text[end] === delimiter);
  return { cells, end };
}

interface Cell {
  value: string;
  /** Where the delimiter, the line's end or the text's stands. */
  end: number;
}

function plainCell(text: string, from: number, delimiter: string): Cell {
  let end = from;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n") end += 1;
  return { value: text.slice(from, end), end };
}

function quotedCell(text: string, from: number, delimiter: string, hasRows: HasRows): Cell | null {
  const open = afterSpaces(text, from);
  if (text[open] !== '"') return null;
  let close = text.indexOf('"', open + 1);
  while (text[close + 1] === '"' && close >= 0 && close - open < longestQuote)
    close = text.indexOf('"', close + 2);
  if (close < 0 || close - open > longestQuote) return null;
  const end = afterSpaces(text, close + 1);
  if (end < text.length && text[end] !== delimiter && text[end] !== "\n") return null;
  const value = text.slice(open + 1, close).replaceAll('""', '"');
  return hasRows(value, delimiter) ? null : { value, end };
}

function hasPeople(value: string, delimiter: string): boolean {
  return value.includes("\n") && value.includes("@") && value.includes(delimiter);
}

function afterSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === " ") at += 1;
  return at;
}
