import { short } from "../csv/heading.ts";
import { type Entry, openTable, type Table } from "../csv/table.ts";
import { limits } from "../limits.ts";
import type { Oddities } from "../oddities.ts";
import { refuse } from "../refused.ts";
import type { Choices, GroupRow, MembershipRow, PupilRow, StaffRow, Telling } from "../roster.ts";
import type { Source } from "../source.ts";
import { columnsOf, type TableName } from "./columns.ts";
import type { Manifest } from "./manifest.ts";
import type { Held } from "./roles.ts";

/** What is known while the files of a package are read, one after the other. */
export interface Draft {
  sources: ReadonlyMap<TableName, Source>;
  manifest: Manifest;
  choices: Choices;
  oddities: Oddities;
  /** What everybody is, by `sourcedId`; null where users.csv says so itself. */
  roles: Map<string, Held[]> | null;
  people: Map<string, StaffRow | PupilRow>;
  /** Where staff, pupils and classes are: ids of schools, and of what is above them. */
  orgs: Set<string>;
  /** Whom users.csv names, and who is neither staff nor pupil of this school. */
  others: Set<string>;
  groups: Map<string, GroupRow>;
  memberships: MembershipRow[];
  skipped: Record<string, number>;
}

/** Counts a row that is left out on purpose. */
export function skip(draft: Draft, kind: string): void {
  draft.skipped[kind] = (draft.skipped[kind] ?? 0) + 1;
}

/**
 * Whether a row has an id of its own; notes what is odd about it else. `again` for a row that says once more what another did,
 * `lost` for one that says something else, or has none.
 */
export function idOf(
  { oddities }: Draft,
  { at, text }: Entry,
  known: (GroupRow | StaffRow | PupilRow) | undefined,
  isSame: boolean,
): "own" | "again" | "lost" {
  const id = text("sourcedId");
  if (known) {
    const remark = `The id “${short(id)}” stands on line ${known.at.line}, too; that line was read.`;
    oddities.add("double", at, remark);
    return isSame ? "again" : "lost";
  }
  if (id !== "") return "own";
  oddities.add("nameless", at, "This row has no sourcedId, so it was not read.");
  return "lost";
}

/** Refuses a school larger than any. */
export function keepWithin(count: number, kind: "people" | "groups" | "memberships", file: string) {
  if (count <= limits[kind]) return;
  const most = limits[kind].toLocaleString("en-GB");
  refuse("too_large", file, `This file has more than ${most} ${kind}. Send one school at a time.`);
}

/**
 * Reads one of a package's files, each row by `read`, which gives false for one that nobody could read. Gives how the file tells
 * what it is about; null where it is not there.
 */
export function readTable(
  draft: Draft,
  name: TableName,
  read: (entry: Entry, table: Table) => boolean | undefined,
): Telling {
  const source = draft.sources.get(name);
  if (!source) return null;
  const table = openTable(source, columnsOf(name), draft.oddities);
  let [rows, marked, lost] = [0, 0, 0];
  for (const entry of table.entries) {
    rows += 1;
    if (entry.text("status") && entry.text("dateLastModified")) marked += 1;
    if (read(entry, table) === false) lost += 1;
  }
  return tellingOf(draft, source.name, name, { rows, marked, lost: lost + table.unread() });
}

/**
 * All there is, or what changed. The manifest says it, else the rows, which in a delta are all marked. Where rows were lost,
 * those who stand there cannot be told from those who have gone.
 */
function tellingOf(
  { manifest, oddities }: Draft,
  file: string,
  name: TableName,
  { rows, marked, lost }: { rows: number; marked: number; lost: number },
): Telling {
  if (rows === 0 && lost === 0)
    oddities.add("empty", { file, line: null }, "This file has a heading and no rows.");
  if (rows === 0) return null;
  const said = manifest.files.get(name);
  const isBulk = said === "bulk" || (said !== "delta" && marked < rows);
  if (said === "bulk" && marked > 0) {
    const text = "The column status should be empty in a file of all there is. It was read as one.";
    oddities.add("marked", { file, line: null }, text);
  }
  if (isBulk && lost > 0) {
    const text = `${lost === 1 ? "A row" : `${lost} rows`} could not be read, so nothing that is missing here is taken to have gone.`;
    oddities.add("lost", { file, line: null }, text);
  }
  return isBulk && lost === 0 ? "bulk" : "delta";
}
