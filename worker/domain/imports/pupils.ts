import { longestYearGroup } from "../groups.ts";
import { fullName } from "../names.ts";
import type { GroupRow, PupilRow, Roster } from "../rosters/roster.ts";
import { nameOf } from "../users/likeness.ts";
import { changedFields, nameFold, plain } from "./changed-fields.ts";
import type { Difference } from "./difference.ts";
import { answeredOf, identities, identityKey } from "./identities.ts";
import { groupBy, type Matched, match, peopleOf, uniqueBy } from "./matching.ts";
import { type Resolve, resolverOf } from "./members.ts";
import type { Said, Standing, StandingPupil } from "./standing.ts";

const fields = { givenName: nameFold, familyName: nameFold, upn: plain, yearGroup: plain };

/** What differs among the pupils, and whom the MIS's ids mean. */
export function pupilDifferences(
  whole: Roster,
  standing: Standing,
): { differences: Difference[]; resolve: Resolve } {
  const { pupils, tells } = whole;
  const { settled, links } = standing;
  const rows = pupils.map((row) => ({
    ...row,
    yearGroup: row.yearGroup && [...row.yearGroup].slice(0, longestYearGroup).join(""),
  }));
  const marks = (one: { givenName: string; familyName: string; yearGroup: string | null }) =>
    `${nameOf(one)} ${one.yearGroup ?? ""}`;
  const byUpn = uniqueBy(standing.pupils, ({ upn }) => upn);
  const byName = uniqueBy(standing.pupils, marks);
  const named = uniqueBy(rows, marks);
  const byId = new Map(standing.pupils.map((pupil) => [pupil.id, pupil]));
  // Somebody may have moved the ids against the names.
  const ownOf = (row: PupilRow) => {
    const found = byId.get(row.ownId ?? "");
    if (!found) return undefined;
    const isLike = (["givenName", "familyName"] as const).some(
      (name) => nameFold(found[name]) === nameFold(row[name]),
    );
    return isLike || (found.upn !== null && found.upn === row.upn) ? found : undefined;
  };
  const matching = match(rows, standing.pupils, links.pupil, tells.pupils, {
    own: ownOf,
    certain: (row) => byUpn.get(row.upn ?? ""),
    likely(row) {
      const found = named.get(marks(row)) === row ? byName.get(marks(row)) : undefined;
      // Two numbers are two pupils.
      return found && (row.upn === null || found.upn === null) ? found : undefined;
    },
    twin: ({ upn }) => ({ marks: upn ? [upn] : [], asks: upn ? [upn] : [] }),
    isSettled: (row, { id }) => settled.has(identityKey("pupil", row.key, id)),
  });
  const groupsOf = joinedBy(whole);
  const stays = ({ found, link }: Matched<PupilRow, StandingPupil>) =>
    found.status === "active" || link?.said.left === true;
  const known = peopleOf(matching).filter(stays);
  return {
    differences: [
      ...identities(
        "pupil",
        matching,
        links.pupil.length,
        described,
        answeredOf("pupil", standing),
      ),
      ...matching.fresh.map((row) => newOf(row, groupsOf(row))),
      ...known.flatMap(returnOf),
      ...known.flatMap(changeOf),
      ...matching.gone.flatMap(({ found }) => goneOf(found)),
    ],
    resolve: resolverOf(matching, matching.fresh, stays),
  };
}

/** The groups that the MIS has each pupil in. */
function joinedBy({ groups, memberships }: Roster): (row: PupilRow) => GroupRow[] {
  const byKey = new Map(groups.map((group) => [group.key, group]));
  const joined = groupBy(
    memberships.filter(({ kind, status }) => kind === "pupil" && status === "active"),
    ({ personKey }) => personKey,
  );
  return ({ key }) => (joined.get(key) ?? []).flatMap(({ groupKey }) => byKey.get(groupKey) ?? []);
}

function newOf(row: PupilRow, groups: readonly GroupRow[]): Difference {
  const { upn, givenName, familyName, yearGroup } = row;
  const details = { upn, givenName, familyName, yearGroup };
  return {
    kind: "pupil",
    key: `pupil:${row.key}`,
    subject: { noun: "pupil", id: null, name: fullName(row) },
    before: null,
    after: { ...details, groups: groups.map(({ name }) => name) },
    protected: [],
    task: {
      do: "add",
      sourcedId: row.key,
      row: details,
      said: saidOf(row),
      groups: groups.map(({ key }) => key),
    },
  };
}

/** A pupil whom an import has let go, and who is back. Whoever was deactivated by hand stays so. */
function returnOf({ row, found }: Matched<PupilRow, StandingPupil>): Difference[] {
  if (found.status === "active") return [];
  return [
    {
      kind: "pupil",
      key: `pupil:${row.key}`,
      subject: { noun: "pupil", id: found.id, name: fullName(found) },
      before: { status: "inactive" },
      after: { status: "active" },
      protected: [],
      task: { do: "return", sourcedId: row.key },
    },
  ];
}

function changeOf({ row, found, link }: Matched<PupilRow, StandingPupil>): Difference[] {
  const subject = { noun: "pupil", id: found.id, name: fullName(found) } as const;
  const changed = changedFields(fields, found, row, link?.said ?? {});
  if (!changed) return [];
  return [
    {
      kind: "pupil",
      key: `pupil:${row.key}:changed`,
      subject,
      before: changed.before,
      after: changed.after,
      protected: changed.protected,
      task: { do: "change", sourcedId: row.key, change: changed.change, said: saidOf(row) },
    },
  ];
}

function goneOf(found: StandingPupil): Difference[] {
  if (found.status !== "active") return [];
  return [
    {
      kind: "leaver",
      key: `leaver:pupil:${found.id}`,
      subject: { noun: "pupil", id: found.id, name: fullName(found) },
      before: { status: "active" },
      after: { status: "inactive" },
      protected: [],
      task: { do: "leave" },
    },
  ];
}

function saidOf({ upn, givenName, familyName, yearGroup, sourcedId }: PupilRow): Said {
  return { upn, givenName, familyName, yearGroup, ...(sourcedId === null && { isOfList: true }) };
}

function described(row: object) {
  const { upn = null, yearGroup = null, ...pupil } = row as PupilRow;
  return { name: fullName(pupil), upn, yearGroup };
}
