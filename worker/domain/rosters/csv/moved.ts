import type { Row } from "../../lists/cells.ts";

/** So many rows tell whether all end with delimiters too many, as those of spreadsheets may. */
const tellingRows = 5;

/** Rows under a heading, each with whether its cells have moved: it has more of them than others, so one was cut in two. */
export function* withMoved(rows: Iterable<Row>, width: number): Generator<[Row, boolean]> {
  const first: Row[] = [];
  let most = Number.POSITIVE_INFINITY;
  const hasMoved = ({ cells }: Row) =>
    cells.length > most || cells.slice(width).some((cell) => cell.trim() !== "");
  for (const row of rows) {
    if (first.length < tellingRows) {
      first.push(row);
      if (first.length < tellingRows) continue;
    }
    if (most === Number.POSITIVE_INFINITY) {
      most = usual(first, width);
      for (const early of first) yield [early, hasMoved(early)];
    } else yield [row, hasMoved(row)];
  }
  if (first.length >= tellingRows) return;
  most = usual(first, width);
  for (const early of first) yield [early, hasMoved(early)];
}

function usual(rows: readonly Row[], width: number): number {
  return Math.max(width, Math.min(...rows.map(({ cells }) => cells.length)));
}

/** What is said of a row that has moved. */
export function movedText({ cells }: Row, width: number): string {
  return `This row has ${cells.length} cells under ${width} headings, so it was not read. Is a comma missing its quotation marks?`;
}
