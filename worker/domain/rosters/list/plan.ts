import type { Row } from "../../lists/cells.ts";
import { readRole, readStaffType } from "../../lists/words.ts";
import { isUpn, tidyUpn } from "../../pupils/upn.ts";
import { tidyLine } from "../../text/hidden.ts";
import type { AskedColumns, Choices, ListField } from "../roster.ts";
import { formSaid, type Heading, listHeadingOf } from "./headings.ts";

/** A title may stand above a heading, in so many rows. */
const titleRows = 10;

/** How a list is read. */
export interface Plan {
  form: "staff" | "pupils";
  /** Null for a list without one: its columns are called by their numbers. */
  heading: Row | null;
  /** Which columns hold what, those to be asked first in front. */
  columns: Map<ListField, number[]>;
  unknown: string[];
  asked: AskedColumns;
}

/** What the first rows of a list, and whoever sent it, say of its columns. */
export function planOf(rows: readonly Row[], file: string, choices: Choices): Plan {
  const heading = headingIn(rows);
  const samples = heading ? rows.slice(rows.indexOf(heading) + 1) : rows;
  const width = heading?.cells.length ?? Math.max(...rows.map(({ cells }) => cells.length));
  const headers = namesOf(heading, width);
  const form = choices.form ?? formOf(headers, samples, file);
  const all = headers.map((header, column): Column => {
    const chosen = choices.columns?.[header];
    const seen = samples.map(({ cells }) => tidyLine(cells[column] ?? "")).filter(Boolean);
    const found = heading ? listHeadingOf(header, form) : byContent(seen);
    return {
      header,
      samples: seen.slice(0, 3),
      column,
      heading: chosen ? { field: chosen, rank: -1 } : found && refined(found, seen),
    };
  });
  return {
    form,
    heading,
    columns: columnsOf(all),
    unknown: all.filter(({ heading }) => heading === null).map(({ header }) => header),
    asked: {
      form,
      columns: all.map(({ header, samples, heading }) => ({
        ...{ header, samples, field: heading?.field ?? null },
      })),
    },
  };
}

interface Column {
  header: string;
  samples: string[];
  column: number;
  heading: Heading | null;
}

/** The row that names most things; where none does and the first holds no address, that is one in unknown words. */
function headingIn(rows: readonly Row[]): Row | null {
  const counted = rows.slice(0, titleRows).map((row) => ({
    row,
    count: row.text.includes("@")
      ? 0
      : row.cells.filter((cell) => listHeadingOf(cell, "pupils")).length,
  }));
  const best = counted.reduce((most, one) => (one.count > most.count ? one : most));
  if (best.count > 0) return best.row;
  const first = rows[0];
  return first && first.cells.length > 1 && !/[@\d]/.test(first.text) ? first : null;
}

/** No two the same. */
function namesOf(heading: Row | null, width: number): string[] {
  const names: string[] = [];
  for (let column = 0; column < width; column++) {
    const name = tidyLine(heading?.cells[column] ?? "") || `Column ${column + 1}`;
    names.push(names.includes(name) ? `${name} (${column + 1})` : name);
  }
  return names;
}

function formOf(headers: readonly string[], rows: readonly Row[], file: string) {
  const said = headers.map(formSaid);
  const hasUpns = rows.some(({ cells }) => cells.some((cell) => isUpn(tidyUpn(cell))));
  const isNamed = /pupil|student|learner/i.test(file) && !/staff/i.test(file);
  const count = (form: "staff" | "pupils") => said.filter((one) => one === form).length;
  const pupils = count("pupils") + (hasUpns ? 2 : 0) + (isNamed ? 1 : 0);
  return pupils > count("staff") ? "pupils" : "staff";
}

/** What a word means that has two meanings: Title may be Mr or what somebody does, Role rights or a job. */
function refined({ field, rank }: Heading, cells: readonly string[]): Heading {
  const mostly = (isSo: (cell: string) => boolean) => cells.filter(isSo).length * 2 > cells.length;
  if (field === "title" && mostly((cell) => readStaffType(cell) !== null))
    return { field: "job", rank: 2 };
  if (field === "role" && !mostly((cell) => readRole(cell) !== null)) return { field: "job", rank };
  return { field, rank };
}

function byContent(cells: readonly string[]): Heading | null {
  const mostly = (isSo: (cell: string) => boolean) => cells.filter(isSo).length * 2 > cells.length;
  if (mostly((cell) => cell.includes("@"))) return { field: "email", rank: 0 };
  if (mostly((cell) => isUpn(tidyUpn(cell)))) return { field: "upn", rank: 0 };
  if (mostly((cell) => readStaffType(cell) !== null)) return { field: "job", rank: 0 };
  return null;
}

function columnsOf(all: readonly Column[]): Plan["columns"] {
  const columns: Plan["columns"] = new Map();
  const ranked = all.toSorted(
    (one, other) => (one.heading?.rank ?? 0) - (other.heading?.rank ?? 0),
  );
  for (const { heading, column } of ranked)
    if (heading && heading.field !== "ignore")
      columns.set(heading.field, [...(columns.get(heading.field) ?? []), column]);
  return columns;
}
