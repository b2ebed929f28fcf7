import { canonicalGroupName, longestGroupName, longestYearGroup } from "../groups.ts";
import type { GroupRow, Roster } from "../rosters/roster.ts";
import { changedFields } from "./changed-fields.ts";
import type { Difference } from "./difference.ts";
import { answeredOf, identities, identityKey } from "./identities.ts";
import { type Matched, match, peopleOf, uniqueBy } from "./matching.ts";
import { ofList, type Resolve, resolverOf } from "./members.ts";
import type { Standing, StandingGroup } from "./standing.ts";

const fields = { name: canonicalGroupName, yearGroup: canonicalGroupName };

/** What differs among the groups, and which the MIS's ids mean. */
export function groupDifferences(
  { groups, tells }: Roster,
  standing: Standing,
): { differences: Difference[]; resolve: Resolve; rows: GroupRow[] } {
  const rows = groups.map(clipped);
  const { settled, links } = standing;
  const byName = uniqueBy(
    standing.groups.filter(({ status }) => status === "active"),
    ({ name }) => canonicalGroupName(name),
  );
  const matching = match(rows, standing.groups, links.group, tells.groups, {
    certain: ({ name }) => byName.get(canonicalGroupName(name)),
    likely: () => undefined,
    twin({ name }) {
      const marks = [canonicalGroupName(name)];
      return { marks, asks: marks };
    },
    isSettled: (row, { id }) => settled.has(identityKey("group", row.key, id)),
  });
  const isActive = ({ found }: Matched<GroupRow, StandingGroup>) => found.status === "active";
  return {
    differences: [
      ...identities(
        "group",
        matching,
        links.group.length,
        described,
        answeredOf("group", standing),
      ),
      // What goes or is renamed first, since its name may be another's then.
      ...matching.gone.flatMap(goneOf),
      ...peopleOf(matching).filter(isActive).flatMap(changeOf),
      ...matching.fresh.map(newOf),
    ],
    resolve: resolverOf(matching, matching.fresh, isActive),
    rows: rows.filter(({ status }) => status === "active"),
  };
}

function newOf(row: GroupRow): Difference {
  const { name } = row;
  const yearGroup = row.yearGroup ?? row.likelyYear ?? null;
  return {
    kind: "group",
    key: `group:${row.key}`,
    subject: { noun: "group", id: null, name },
    before: null,
    after: { name, yearGroup },
    protected: [],
    task: {
      do: "add",
      sourcedId: row.key,
      row: { name, yearGroup },
      said: { name, yearGroup, ...ofList(row) },
    },
  };
}

function changeOf({ row, found, link }: Matched<GroupRow, StandingGroup>): Difference[] {
  const changed = changedFields(fields, found, row, link?.said ?? {});
  if (!changed) return [];
  const { name, yearGroup } = row;
  return [
    {
      kind: "group",
      key: `group:${row.key}:changed`,
      subject: { noun: "group", id: found.id, name: found.name },
      before: changed.before,
      after: changed.after,
      protected: changed.protected,
      task: {
        do: "change",
        sourcedId: row.key,
        change: changed.change,
        said: { name, yearGroup, ...ofList(row) },
      },
    },
  ];
}

/** A group that was made by hand stays, whatever the MIS says; but somebody may say of it in a list that it is put away. */
function goneOf({ found, row }: { found: StandingGroup; row?: GroupRow }): Difference[] {
  const isListed = row?.sourcedId === null;
  if (found.status !== "active" || (found.source !== "mis" && !isListed)) return [];
  return [
    {
      kind: "group",
      key: `group:${found.id}:gone`,
      subject: { noun: "group", id: found.id, name: found.name },
      before: { status: "active" },
      after: { status: "inactive" },
      protected: [],
      task: { do: "leave" },
    },
  ];
}

function described(row: object) {
  const { name, yearGroup } = row as GroupRow;
  return { name, yearGroup };
}

/** What the MIS calls a group may be longer than a group's name here. */
function clipped(row: GroupRow): GroupRow {
  const cut = (text: string, most: number) => [...text].slice(0, most).join("").trim();
  return {
    ...row,
    name: cut(row.name, longestGroupName),
    yearGroup: row.yearGroup && cut(row.yearGroup, longestYearGroup),
  };
}
