import type { Row } from "../lists/cells.ts";
import { openRows } from "./csv/open.ts";
import { inMegabytes, limits } from "./limits.ts";
import { readPlainList } from "./list/read.ts";
import { Oddities } from "./oddities.ts";
import { type TableName, tableNamed } from "./oneroster/columns.ts";
import { readOneRoster, tablesOf } from "./oneroster/read.ts";
import { Refused, refuse } from "./refused.ts";
import type { Choices, Refusal, Roster } from "./roster.ts";
import type { Source } from "./source.ts";
import { isZip, openZip } from "./zip/open.ts";

/**
 * Reads what a school's MIS exports: a OneRoster zip or one of its files, a staff list or a pupil list. Never throws for what a
 * file holds; what it cannot read it refuses, with file and line or what is needed.
 */
export function readRoster(
  bytes: Uint8Array,
  name: string,
  choices: Choices = {},
): Roster | Refusal {
  try {
    return read(bytes, name, choices, new Oddities());
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

function read(bytes: Uint8Array, name: string, choices: Choices, oddities: Oddities): Roster {
  if (bytes.length > limits.packed)
    refuse("too_large", name, `Files up to ${inMegabytes(limits.packed)} can be read.`);
  if (bytes.length === 0) refuse("unreadable", name, "This file is empty. Export it again.");
  // An Excel file from before 2007.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11)
    refuse("unreadable", name, "This is a spreadsheet. Save it as CSV (UTF-8) and send that.");
  const sources = isZip(bytes) ? openZip(bytes, name, oddities) : [plain(bytes, name)];
  const tables = isZip(bytes) ? tablesOf(sources) : alone(sources[0] as Source);
  if (tables.size > 0) return readOneRoster(tables, name, choices, oddities);
  const [list, other] = sources;
  if (!list || other)
    refuse("unreadable", name, "This zip has no users.csv. Send one list at a time, or OneRoster.");
  return readPlainList(list, choices, oddities);
}

function plain(bytes: Uint8Array, name: string): Source {
  return {
    name,
    *chunks() {
      for (let at = 0; at < bytes.length; at += portion) yield bytes.subarray(at, at + portion);
    },
  };
}

const portion = 65_536;

/** A file of OneRoster by itself, told by its heading, whatever it is called; nothing for a list. */
function alone(source: Source): Map<TableName, Source> {
  const first: Row | undefined = openRows(source, new Oddities()).rows.next().value;
  const headers = new Set(first?.cells.map((cell) => cell.trim().toLowerCase()));
  const name = ![...headers].some((header) => header.endsWith("sourcedid"))
    ? null
    : headers.has("classsourcedid")
      ? "enrollments"
      : headers.has("usersourcedid")
        ? "roles"
        : headers.has("givenname")
          ? "users"
          : (tableNamed(source.name) ?? (headers.has("title") ? "classes" : null));
  return new Map(name ? [[name, source]] : []);
}
