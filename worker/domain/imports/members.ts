import type { GroupRow, MembershipRow, Roster, RowStatus } from "../rosters/roster.ts";
import type { Difference, NamedMember } from "./difference.ts";
import { groupBy, type Listed, type Matched, type Matching } from "./matching.ts";
import type { Standing, StandingMember } from "./standing.ts";

/** Whom an id of the MIS means: a row by its id, null for one that this import adds; and whether that is sure before it is answered. */
export interface Resolved {
  id: string | null;
  isSure: boolean;
}

/** Whom an id means; undefined for nobody who could be a member. */
export type Resolve = (key: string) => Resolved | undefined;

/** What ids mean, by what they are ids of. */
export interface Resolving {
  group: Resolve;
  staff: Resolve;
  pupil: Resolve;
}

/** Names that are shown of those who come and go; the others are counted. */
const mostShown = 40;

/**
 * Who is to come into each group and who is to go. Whoever was put in by hand stays in; whoever was taken out by hand, though
 * the MIS had them in before, stays out.
 */
export function memberDifferences(
  { memberships, tells, staff, pupils }: Roster,
  groups: readonly GroupRow[],
  standing: Standing,
  resolving: Resolving,
): Difference[] {
  if (tells.memberships === null) return [];
  const listed = groupBy(memberships, ({ groupKey }) => groupKey);
  const present = groupBy(standing.members, ({ groupId }) => groupId);
  const links = new Map(standing.links.group.map((link) => [link.sourcedId, link]));
  const keys = keysOf(standing);
  const names = namesOf({ staff, pupils }, standing);
  return groups.flatMap((group) => {
    const meant = resolving.group(group.key);
    if (!meant) return [];
    const { id } = meant;
    const rows = listed.get(group.key) ?? [];
    const inside = (id && present.get(id)) || [];
    const said = links.get(group.key)?.said ?? {};
    const before = new Set([...list(said.staff), ...list(said.pupils)]);
    const come = rows.flatMap((row) => comes(row, inside, before, resolving));
    const go = goesOf(rows, inside, keys, tells.memberships === "bulk");
    if (come.length + go.length === 0) return [];
    const isWhole = tells.memberships === "bulk";
    return [differenceOf(group, id, { rows, isWhole, inside, come, go, said, resolving, names })];
  });
}

function comes(
  { personKey, kind, status }: MembershipRow,
  inside: readonly StandingMember[],
  before: ReadonlySet<string>,
  resolving: Resolving,
): NamedMember[] {
  const meant = resolving[kind](personKey);
  if (status !== "active" || !meant || before.has(personKey)) return [];
  // A new pupil joins on the way; not by a second id, of which somebody is asked whose it is.
  if (kind === "pupil" && meant.id === null && meant.isSure) return [];
  const isIn = meant.id !== null && inside.some((member) => member.personId === meant.id);
  return isIn ? [] : [{ kind, id: meant.isSure ? meant.id : null, sourcedId: personKey }];
}

function goesOf(
  rows: readonly MembershipRow[],
  inside: readonly StandingMember[],
  keys: ReadonlyMap<string, string[]>,
  isBulk: boolean,
): NamedMember[] {
  const active = new Set(rows.flatMap((row) => (row.status === "active" ? [row.personKey] : [])));
  const gone = new Set(
    rows.flatMap((row) => (row.status === "tobedeleted" ? [row.personKey] : [])),
  );
  return inside.flatMap(({ personId: id, kind, source }) => {
    const theirs = keys.get(id) ?? [];
    const [sourcedId] = theirs;
    if (source !== "mis" || sourcedId === undefined) return [];
    const isGone = isBulk
      ? !theirs.some((key) => active.has(key))
      : theirs.some((key) => gone.has(key));
    return isGone ? [{ kind, id, sourcedId }] : [];
  });
}

interface Found {
  rows: readonly MembershipRow[];
  /** Whether they are all there are. */
  isWhole: boolean;
  inside: readonly StandingMember[];
  come: NamedMember[];
  go: NamedMember[];
  said: Record<string, unknown>;
  resolving: Resolving;
  names: (member: NamedMember) => string;
}

function differenceOf(
  group: GroupRow,
  id: string | null,
  { rows, isWhole, inside, come, go, said, resolving, names }: Found,
): Difference {
  const count = (kind: "staff" | "pupil") => inside.filter((member) => member.kind === kind).length;
  const side = (kind: "staff" | "pupil", some: readonly NamedMember[]) =>
    some.filter((member) => member.kind === kind).length;
  const after = (kind: "staff" | "pupil") => count(kind) + side(kind, come) - side(kind, go);
  const saidOf = (kind: "staff" | "pupil") => {
    const told = rows.filter((row) => row.kind === kind && resolving[kind](row.personKey));
    const keys = (status: RowStatus) =>
      told.flatMap((row) => (row.status === status ? [row.personKey] : []));
    const gone = new Set(keys("tobedeleted"));
    const before = isWhole ? [] : list(said[kind === "staff" ? "staff" : "pupils"]);
    return [...new Set([...before.filter((key) => !gone.has(key)), ...keys("active")])];
  };
  return {
    kind: "member",
    key: keyOf(group),
    subject: { noun: "group", id, name: group.name },
    before: { staff: count("staff"), pupils: count("pupil") },
    after: {
      staff: after("staff"),
      pupils: after("pupil"),
      add: come.slice(0, mostShown).map(names),
      added: come.length,
      remove: go.slice(0, mostShown).map(names),
      removed: go.length,
    },
    protected: [],
    task: {
      do: "members",
      sourcedId: group.key,
      add: come,
      remove: go,
      said: { staff: saidOf("staff"), pupils: saidOf("pupil"), ...ofList(group) },
    },
  };
}

/** A list's name for a group is no id of the MIS. */
export function ofList({ sourcedId }: GroupRow): { isOfList?: true } {
  return sourcedId === null ? { isOfList: true } : {};
}

function keyOf({ key }: GroupRow): string {
  return `member:${key}`;
}

/** The ids that each of the school's people has in the MIS. */
function keysOf({ links }: Standing): Map<string, string[]> {
  const all = groupBy([...links.user, ...links.pupil], ({ rowId }) => rowId);
  return new Map([...all].map(([id, some]) => [id, some.map(({ sourcedId }) => sourcedId)]));
}

function namesOf(
  { staff, pupils }: Pick<Roster, "staff" | "pupils">,
  standing: Standing,
): (member: NamedMember) => string {
  const name = ({ givenName, familyName }: { givenName: string; familyName: string }) =>
    `${givenName} ${familyName}`.trim();
  const here = new Map(
    [...standing.staff, ...standing.pupils].map((row) => [row.id, name(row)] as const),
  );
  const there = new Map([...staff, ...pupils].map((row) => [row.key, name(row)] as const));
  return ({ id, sourcedId }) => (id && here.get(id)) ?? there.get(sourcedId) ?? sourcedId;
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value : [];
}

/** What a matching says of whom ids mean: those who are known, those somebody is asked about, and those who are yet to come. */
export function resolverOf<R extends Listed, S extends { id: string }>(
  { matched, unlinked, moved, likely, twice }: Matching<R, S>,
  fresh: readonly R[],
  stays: (one: Matched<R, S>) => boolean,
): Resolve {
  const known = new Map<string, Resolved>();
  for (const one of [...matched, ...unlinked])
    if (stays(one)) known.set(one.row.key, { id: one.found.id, isSure: true });
  for (const one of [...moved, ...likely])
    if (stays(one)) known.set(one.row.key, { id: one.found.id, isSure: false });
  for (const { key } of fresh) known.set(key, { id: null, isSure: true });
  for (const { row, first } of twice) {
    const meant = known.get(first.key);
    if (meant) known.set(row.key, { ...meant, isSure: false });
  }
  return (key) => known.get(key);
}
