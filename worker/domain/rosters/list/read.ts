import type { Row } from "../../lists/cells.ts";
import { withoutGuard } from "../../text/csv.ts";
import { tidyLine } from "../../text/hidden.ts";
import { movedText, withMoved } from "../csv/moved.ts";
import { openRows } from "../csv/open.ts";
import { limits } from "../limits.ts";
import type { Oddities } from "../oddities.ts";
import { Refused, refuse } from "../refused.ts";
import type { At, Choices, ListField, PupilRow, Roster, StaffRow } from "../roster.ts";
import type { Source } from "../source.ts";
import { isGroupList, readGroupList } from "./group-list.ts";
import { createGroups } from "./groups.ts";
import { type Cell, pupilOf, staffOf } from "./people.ts";
import { type Plan, planOf } from "./plan.ts";
import { statusOf } from "./status.ts";
import { tellingOf } from "./telling.ts";

/** So many rows tell what the columns hold. */
const tellingRows = 40;

/** Reads a staff list or a pupil list as an MIS prints it, or a list of groups. Refuses with what to ask where nobody is named. */
export function readPlainList(source: Source, choices: Choices, oddities: Oddities): Roster {
  const { rows, layout } = openRows(source, oddities);
  const beginning = take(rows, tellingRows);
  if (beginning.length === 0)
    refuse("unreadable", source.name, "This file is empty. Export it again.");
  const plan = planOf(beginning, source.name, choices);
  const from = plan.heading ? beginning.indexOf(plan.heading) + 1 : 0;
  const rest = after(beginning.slice(from), rows);
  if (plan.heading && !choices.form && isGroupList(plan.heading))
    return readGroupList(plan.heading, rest, source.name, choices, oddities);
  checkNamed(plan, source.name);
  layout.width = plan.asked.columns.length;
  if (layout.width > limits.columns)
    refuse("unreadable", source.name, `This list has more than ${limits.columns} columns.`, 1);
  const draft = createDraft(plan, choices, oddities, source.name);
  for (const [row, hasMoved] of withMoved(rest, layout.width)) draft.add(row, hasMoved);
  return draft.roster();
}

function* after(first: readonly Row[], rest: Iterable<Row>): Generator<Row> {
  yield* first;
  yield* rest;
}

function take(rows: Iterator<Row, undefined>, most: number): Row[] {
  const taken: Row[] = [];
  for (let next = rows.next(); !next.done; next = rows.next()) {
    taken.push(next.value);
    if (taken.length === most) break;
  }
  return taken;
}

function checkNamed({ columns, asked, heading }: Plan, file: string): void {
  const has = (field: ListField) => columns.has(field);
  if (has("name") || (has("givenName") && has("familyName"))) return;
  const text = has("givenName")
    ? "Say which column holds the surnames."
    : has("familyName")
      ? "Say which column holds the first names."
      : "Say which columns hold first names and surnames.";
  throw new Refused("columns", [{ file, line: heading?.line ?? 1, text }], asked);
}

function createDraft(plan: Plan, choices: Choices, oddities: Oddities, file: string) {
  const people = new Map<string, StaffRow | PupilRow>();
  const groups = createGroups();
  let lost: At | null = null;

  return { add, roster };

  function add(row: Row, hasMoved: boolean): void {
    const noting = { at: { file, line: row.line }, oddities };
    if (row.text === plan.heading?.text) return;
    const cell = cellsOf(row, plan);
    const status = statusOf(cell("status"), choices.now);
    const person = hasMoved
      ? null
      : (plan.form === "staff" ? staffOf : pupilOf)(cell, status, noting);
    if (person === null) {
      lost ??= noting.at;
      const text = hasMoved
        ? movedText(row, plan.asked.columns.length)
        : "This row names nobody, so it was not read.";
      oddities.add(hasMoved ? "moved" : "unnamed", noting.at, text);
      return;
    }
    person.key = freeKey(person, noting.at.line);
    people.set(person.key, person);
    if (people.size > limits.people)
      refuse("too_large", file, "This list is longer than any school's.", row.line);
    groups.add(cell("group"), person, plan.form === "staff" ? "staff" : "pupil");
  }

  /** Two of one name, address or number are two rows all the same. */
  function freeKey({ key, at }: StaffRow | PupilRow, line: number): string {
    const known = people.get(key);
    if (!known) return key;
    oddities.add("double", at, `This seems to be the person of line ${known.at.line}.`);
    return `${key}#${line}`;
  }

  function roster(): Roster {
    const all = [...people.values()];
    const telling = tellingOf(choices, lost, oddities);
    const made = groups.made();
    return {
      form: plan.form,
      version: null,
      mode: null,
      tells: {
        staff: plan.form === "staff" ? telling : null,
        pupils: plan.form === "pupils" ? telling : null,
        groups: made.groups.length > 0 ? "delta" : null,
        memberships: made.memberships.length > 0 ? "delta" : null,
      },
      schools: [],
      staff: all.filter((one): one is StaffRow => !("upn" in one)),
      pupils: all.filter((one): one is PupilRow => "upn" in one),
      ...made,
      skipped: {},
      ...oddities.told(),
      unknownHeaders: plan.unknown,
    };
  }
}

function cellsOf({ cells }: Row, { columns }: Plan): Cell {
  return (field) => {
    for (const column of columns.get(field) ?? []) {
      const text = withoutGuard(tidyLine(cells[column] ?? ""));
      if (text !== "") return text;
    }
    return "";
  };
}
