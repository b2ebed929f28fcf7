import { rowAt } from "../../lists/cells.ts";

const delimiters = [",", ";", "\t", "|"];

/**
 * What parts the cells of a table, by its first lines: what makes most of them, in lines that it leaves no quotation mark open in. A
 * line `sep=;` says so itself.
 */
export function delimiterOf(beginning: string): string {
  const declared = /^\s*sep=([^\w\s@"]|\t)(?:\r?\n|$)/i.exec(beginning)?.[1];
  if (declared) return declared;
  const lines = beginning.split(/\r\n?|\n/, 10);
  const cells = (delimiter: string) =>
    lines
      .map((line) => rowAt(line, 0, delimiter).cells)
      .filter((found) => !found.some((cell) => cell.startsWith('"')))
      .reduce((sum, { length }) => sum + length, 0);
  return delimiters.reduce((best, next) => (cells(next) > cells(best) ? next : best));
}
