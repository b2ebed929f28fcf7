import { canonicalGroupName } from "../../groups.ts";
import { distinctNames } from "../names.ts";
import type { GroupRow, MembershipRow, PupilRow, StaffRow } from "../roster.ts";

/** The groups that a list names beside its people. */
export function createGroups() {
  const groups = new Map<string, GroupRow>();
  const memberships: MembershipRow[] = [];

  return { add, made };

  /** Several groups of somebody are parted by commas or semicolons. */
  function add(cell: string, person: StaffRow | PupilRow, kind: MembershipRow["kind"]): void {
    const names = cell.split(/[,;]/).map((name) => name.trim());
    for (const name of new Set(names.filter(Boolean))) {
      const group = known(name, person, kind);
      const { key, at } = person;
      memberships.push({ groupKey: group.key, personKey: key, kind, status: "active", at });
    }
  }

  function known(name: string, { at, ...person }: StaffRow | PupilRow, kind: string): GroupRow {
    const sourcedId = `group:${canonicalGroupName(name)}`;
    const yearGroup = kind === "pupil" && "yearGroup" in person ? person.yearGroup : null;
    const group = groups.get(sourcedId) ?? {
      ...{ key: sourcedId, sourcedId, name, yearGroup, status: "active" as const, at },
    };
    // A class of two years is of neither.
    if (group.yearGroup !== yearGroup) group.yearGroup = null;
    groups.set(sourcedId, group);
    return group;
  }

  function made() {
    const all = [...groups.values()];
    distinctNames(all, () => "");
    return { groups: all, memberships };
  }
}
