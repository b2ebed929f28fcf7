import type { Row } from "../../lists/cells.ts";
import { tidyLine } from "../../text/hidden.ts";
import type { Oddities } from "../oddities.ts";
import { refuse } from "../refused.ts";
import type { At } from "../roster.ts";
import type { Source } from "../source.ts";
import { type Columns, headingOf } from "./heading.ts";
import { movedText, withMoved } from "./moved.ts";
import { openRows } from "./open.ts";

/** A row by the names of its columns. */
export interface Entry {
  at: At;
  /** "" for an empty or missing cell, and for a missing column. */
  text(column: string): string;
}

/** Whether all rows could be read, known once they have been. */
export interface Table {
  names: readonly string[];
  entries: Iterable<Entry>;
  /** How many rows could not: who is missing may stand there. */
  unread(): number;
}

/** A table under its heading, row by row. Refuses one without rows, or without a column that is needed. */
export function openTable(source: Source, columns: Columns, oddities: Oddities): Table {
  const file = source.name;
  const { rows, layout } = openRows(source, oddities);
  const first =
    rows.next().value ?? refuse("unreadable", file, "This file is empty. Export it again.");
  const heading = headingOf(first, file, columns, oddities);
  layout.width = first.cells.length;
  let unread = 0;
  return { names: [...heading.keys()], entries: entries(), unread: () => unread };

  function* entries(): Generator<Entry> {
    for (const [row, hasMoved] of withMoved(rows, layout.width)) {
      const at = { file, line: row.line };
      if (hasMoved) {
        unread += 1;
        oddities.add("moved", at, movedText(row, layout.width));
        continue;
      }
      if (row.cells.some((cell) => cell.startsWith('"')))
        oddities.add("quote", at, "A quotation mark in this row is never closed.");
      yield { at, text: (column) => cellOf(row, heading.get(column)) };
    }
  }
}

// What is kept as it stands, but for a quotation mark that nobody closed.
const plain = /^(?!")[!-~]*(?: [!-~]+)*$/;

/** Detached from the portion it was cut from, which could not be let go of else. */
function cellOf({ cells }: Row, index: number | undefined): string {
  const cell = index === undefined ? "" : (cells[index] ?? "");
  if (cell === "") return "";
  const text = plain.test(cell) ? cell : tidyLine(cell.replace(/^"|"$/g, ""));
  return text.length > 12 ? ` ${text}`.slice(1) : text;
}
