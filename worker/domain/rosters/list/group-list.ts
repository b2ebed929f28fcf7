import type { Row } from "../../lists/cells.ts";
import { plainHeading } from "../../lists/headings.ts";
import { withoutGuard } from "../../text/csv.ts";
import { tidyLine } from "../../text/hidden.ts";
import { withMoved } from "../csv/moved.ts";
import { limits } from "../limits.ts";
import { distinctNames } from "../names.ts";
import type { Oddities } from "../oddities.ts";
import { refuse } from "../refused.ts";
import type { At, Choices, GroupRow, Roster } from "../roster.ts";
import { groupKeyOf } from "./group-key.ts";
import { statusOf } from "./status.ts";
import { tellingOf } from "./telling.ts";

/** Whether a heading is that of a list of groups: names, and how many staff and pupils each has. */
export function isGroupList(heading: Row | null): boolean {
  const words = new Set(heading?.cells.map(plainHeading));
  return ["name", "staff", "pupils"].every((word) => words.has(word));
}

/** Reads a list of groups, as Staffroom writes one: who is in them is said elsewhere. */
export function readGroupList(
  heading: Row,
  rows: Iterable<Row>,
  file: string,
  choices: Choices,
  oddities: Oddities,
): Roster {
  const columns = heading.cells.map(plainHeading);
  const groups = new Map<string, GroupRow>();
  let lost: At | null = null;
  for (const [row, hasMoved] of withMoved(rows, columns.length)) {
    const at = { file, line: row.line };
    const cell = (name: string) => withoutGuard(tidyLine(row.cells[columns.indexOf(name)] ?? ""));
    const name = hasMoved ? "" : cell("name");
    const key = groupKeyOf(name);
    const status = statusOf(cell("status"));
    const known = groups.get(key);
    if (name === "") {
      lost ??= at;
      oddities.add("unnamed", at, "This row names no group, so it was not read.");
    } else if (known?.status === "active" && status === "active")
      oddities.add("double", at, `“${name}” stands there twice.`);
    // Another of the name may have been put away.
    else if (known?.status !== "active")
      groups.set(key, {
        key,
        sourcedId: null,
        name,
        yearGroup: cell("year group") || null,
        status,
        at,
      });
    if (groups.size > limits.groups)
      refuse("too_large", file, "This list is longer than any school's.", row.line);
  }
  const telling = tellingOf(choices, lost, oddities);
  const all = [...groups.values()];
  distinctNames(all, () => "");
  return {
    form: "groups",
    version: null,
    mode: null,
    tells: { staff: null, pupils: null, groups: telling, memberships: null },
    schools: [],
    staff: [],
    pupils: [],
    groups: all,
    memberships: [],
    skipped: {},
    ...oddities.told(),
    unknownHeaders: [],
  };
}
