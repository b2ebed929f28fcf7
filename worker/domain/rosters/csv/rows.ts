import { longestQuote, type Row, rowAt } from "../../lists/cells.ts";
import { limits } from "../limits.ts";
import { refuse } from "../refused.ts";

export interface Layout {
  delimiter: string;
  /** How many cells a whole row has; 0 for not known yet. */
  width: number;
}

/**
 * The filled rows of a text that comes in portions, each with its line. A quote that nobody closed swallows nothing: `width`, once
 * known, tells what would be a whole row.
 */
export function* rowsIn(
  portions: Iterable<string>,
  file: string,
  layout: Layout,
): Generator<Row, undefined> {
  let text = "";
  let line = 1;
  for (const [portion, isLast] of withLast(withPlainEnds(portions))) {
    text += portion;
    let start = 0;
    while (start < text.length) {
      const { cells, end } = rowAt(text, start, layout.delimiter, (value, delimiter) =>
        hasRow(value, delimiter, layout.width),
      );
      // A quote may go on in the next portion.
      if (!isLast && end + longestQuote >= text.length) break;
      const row = { line, text: text.slice(start, end), cells };
      if (isFilled(row)) yield row;
      line += row.text.includes("\n") ? row.text.split("\n").length : 1;
      start = end + 1;
    }
    text = text.slice(start);
    if (text.length > limits.line + longestQuote)
      refuse("unreadable", file, "This line is longer than any of a table.", line);
  }
  return undefined;
}

/** It says something, and is not what Excel writes above a table for itself. */
function isFilled({ cells, text }: Row): boolean {
  return cells.some((cell) => cell.trim() !== "") && !/^\s*sep=[^@]?\s*$/i.test(text);
}

function hasRow(value: string, delimiter: string, width: number): boolean {
  return value.includes("\n") && value.split(delimiter).length >= Math.max(width, 3);
}

/** Every end of a line is a `\n`, also where a portion ends between `\r` and `\n`. */
function* withPlainEnds(portions: Iterable<string>): Generator<string> {
  let left = "";
  for (const portion of portions) {
    const text = left + portion;
    left = text.endsWith("\r") ? "\r" : "";
    yield text.slice(0, text.length - left.length).replace(/\r\n?/g, "\n");
  }
  yield left.replace("\r", "\n");
}

function* withLast<T>(items: Iterable<T>): Generator<[T, boolean]> {
  let held: { item: T } | null = null;
  for (const item of items) {
    if (held) yield [held.item, false];
    held = { item };
  }
  if (held) yield [held.item, true];
}
