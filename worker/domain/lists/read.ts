import type { Role } from "../roles.ts";
import type { StaffType } from "../users/staff.ts";
import { mailboxesIn } from "./mailbox.ts";
import { piecesOf } from "./pieces.ts";
import { shapeOf } from "./shape.ts";
import { readTable } from "./table.ts";

/** One line of a list as it was read. What it holds no address for is a line all the same. */
export interface ListLine {
  /** Where it stands in the list, from 1; the same for all that were on one line. */
  line: number;
  /** What it was read from, on one line. */
  text: string;
  /** As it was typed, without dressing; a broken one to be put right; "" for none. */
  email: string;
  givenName: string;
  familyName: string;
  /** Null where the list says nothing, or nothing that is understood. */
  role: Role | null;
  staffType: StaffType | null;
}

export interface ReadList {
  lines: ListLine[];
  looksLike: "outlook" | "addresses" | "table" | "nothing";
  hasHeader: boolean;
}

/**
 * Whom a pasted or dropped list names [I12]: what mail programs copy, what people type, columns of a spreadsheet or an
 * export, comma-separated or not. Takes any text; makes up no address, and drops none but behind another of the same row.
 */
export function readList(text: string): ReadList {
  const list = withPlainEnds(text);
  const shape = shapeOf(list);
  const isTable = shape.kind === "table";
  const lines: ListLine[] = isTable ? readTable(shape.rows, shape.heading) : readLines(list);
  const hasHeader = isTable && shape.heading !== null;
  if (!lines.some(({ email }) => email !== "")) return { lines, looksLike: "nothing", hasHeader };
  return {
    lines,
    looksLike: isTable ? "table" : isOutlook(list) ? "outlook" : "addresses",
    hasHeader,
  };
}

function readLines(list: string): ListLine[] {
  return list
    .split("\n")
    .flatMap((text, i) => mailboxesIn(text).map((mailbox) => ({ ...mailbox, line: i + 1 })));
}

/** Outlook parts mailboxes with semicolons and quotes no comma. */
function isOutlook(list: string): boolean {
  return list
    .split("\n")
    .flatMap(piecesOf)
    .some(({ text, end }) => {
      const name = text.slice(0, Math.max(0, text.indexOf("<")));
      return name !== "" && (end === ";" || (name.includes(",") && !name.includes('"')));
    });
}

/** Without a byte order mark; every end of a line is a `\n`, and every @ the plain one. */
function withPlainEnds(text: string): string {
  return text
    .replace(/^\ufeff/, "")
    .replace(/\r\n|[\r\v\f\u0085\u2028\u2029]/g, "\n")
    .replace(/[＠﹫]/g, "@");
}
