import { namesInCell } from "../../text/cell-list.ts";
import { distinctNames } from "../names.ts";
import type { GroupRow, MembershipRow, PupilRow, StaffRow } from "../roster.ts";
import { groupKeyOf } from "./group-key.ts";

/** The groups that a list names beside its people. */
export function createGroups() {
  const groups = new Map<string, GroupRow>();
  const memberships: MembershipRow[] = [];

  return { add, made };

  function add(cell: string, person: StaffRow | PupilRow, kind: MembershipRow["kind"]): void {
    for (const name of new Set(namesInCell(cell))) {
      const group = known(name, person, kind);
      const { key, at } = person;
      memberships.push({ groupKey: group.key, personKey: key, kind, status: "active", at });
    }
  }

  function known(name: string, { at, ...person }: StaffRow | PupilRow, kind: string): GroupRow {
    const key = groupKeyOf(name);
    const likelyYear = kind === "pupil" && "yearGroup" in person ? person.yearGroup : null;
    const group: GroupRow = groups.get(key) ?? {
      ...{ key, sourcedId: null, name, yearGroup: null, likelyYear, status: "active", at },
    };
    // A class of two years is of neither.
    if (group.likelyYear !== likelyYear) group.likelyYear = null;
    groups.set(key, group);
    return group;
  }

  function made() {
    const all = [...groups.values()];
    distinctNames(all, () => "");
    return { groups: all, memberships };
  }
}
