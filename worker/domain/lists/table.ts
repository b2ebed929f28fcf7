import { tidyLine } from "../text/hidden.ts";
import type { Row } from "./cells.ts";
import { type Columns, columnsByContent, columnsByHeading } from "./columns.ts";
import { firstRead, type Mailbox, mailboxesIn } from "./mailbox.ts";
import { isName, readName, withoutTitles } from "./names.ts";
import { readRole, readStaffType } from "./words.ts";

/** A person, or what is none, and the line where they stand. */
export type Read = Mailbox & { line: number };

/** What the rows of a table say, one by one; a heading may stand on every page. */
export function readTable(rows: readonly Row[], heading: Row | null): Read[] {
  const start = heading ? rows.indexOf(heading) + 1 : 0;
  const records = rows.slice(start).filter(({ text }) => text.trim() !== heading?.text.trim());
  const columns = heading ? columnsByHeading(heading, records) : columnsByContent(records);
  const above = heading ? rows.slice(0, start - 1) : [];
  return [
    ...above.flatMap((row) => placed(row, mailboxesIn(row.text))),
    ...records.flatMap((row) => placed(row, mailboxesOf(row, columns))),
  ];
}

/** The first shows the whole row; what a row repeats is not kept for each of its addresses. */
function placed({ line, text }: Row, mailboxes: readonly Mailbox[]): Read[] {
  return mailboxes.map((mailbox, i) => ({
    ...mailbox,
    line,
    text: i === 0 ? tidyLine(text) : mailbox.text,
  }));
}

function mailboxesOf(row: Row, columns: Columns): Mailbox[] {
  const found = addressed(row, columns);
  const said = saidOf(row, columns);
  if (found.length > 0) return found.map((mailbox) => overlaid(mailbox, said));
  // Somebody forgot to quote `Surname, First`, so that everything has moved.
  if (columns.width !== null && row.cells.length > columns.width && row.text.includes("@"))
    return mailboxesIn(row.text);
  // What is pasted under a table is no row of it.
  if (isAlone(row)) {
    const mailboxes = mailboxesIn(row.cells[0]?.replaceAll("\n", ";") ?? "");
    if (mailboxes.some(({ email }) => email !== "")) return mailboxes;
  }
  const email = brokenAddress(row, columns);
  return [
    overlaid(
      { text: row.text, email, givenName: "", familyName: "", role: null, staffType: null },
      said,
    ),
  ];
}

function isAlone({ cells: [first = "", ...others] }: Row): boolean {
  return first.includes("@") && others.every((cell) => cell.trim() === "");
}

function addressed({ cells }: Row, columns: Columns): Mailbox[] {
  for (const group of columns.email) {
    const found = group
      .map((column) => cells[column] ?? "")
      .filter((cell) => cell.includes("@"))
      .flatMap((cell) => mailboxesIn(cell.replaceAll("\n", ";")))
      .filter(({ email }) => email !== "");
    if (found.length > 0) return found;
  }
  return [];
}

/** What stands for an address where its column is the one for addresses; not `n/a` or `none`. */
function brokenAddress({ cells }: Row, columns: Columns): string {
  if (columns.width === null) return "";
  const cell = tidyLine(cells[columns.email[0]?.[0] ?? -1] ?? "");
  return /^\S{4,}$/.test(cell) && !/^(?:none|null|unknown)$/i.test(cell) ? cell : "";
}

function saidOf({ cells }: Row, columns: Columns) {
  const values = (of: readonly number[]) =>
    of.map((column) => cells[column]?.trim() ?? "").filter(Boolean);
  const named = (of: readonly number[]) =>
    withoutTitles(values(of).find((cell) => !/[@\d]/.test(cell)) ?? "");
  const whole = readName(values(columns.name).find(isName) ?? "");
  const rights = values(columns.role);
  const jobs = [...values(columns.job), ...rights.filter((cell) => readRole(cell) === null)];
  return {
    givenName: named(columns.givenName) || whole.givenName,
    familyName: named(columns.familyName) || whole.familyName,
    role: firstRead(rights, readRole),
    staffType: firstRead(jobs, readStaffType),
  };
}

/** What the row's columns say goes before what stands with the address. */
function overlaid(mailbox: Mailbox, said: ReturnType<typeof saidOf>): Mailbox {
  const isNamed = said.givenName !== "" || said.familyName !== "";
  const { givenName, familyName } = isNamed ? said : mailbox;
  return {
    ...mailbox,
    givenName,
    familyName,
    role: said.role ?? mailbox.role,
    staffType: said.staffType ?? mailbox.staffType,
  };
}
