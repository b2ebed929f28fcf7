import { and, eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { ask, reading, together } from "#db/reading";
import { groupMembers, groups, memberships, pupilGroups } from "#db/schema";
import { changesOfLinks, type Links } from "#domain/groups/members";
import type { NamedMember, Task } from "#domain/imports/difference";
import type { Step } from "../../events/commit.ts";
import { areActive, areAsSeen, type Link, type Relinks, relinking } from "../../groups/links.ts";
import { isGroup, jsonOf } from "../../groups/sides.ts";
import { changingPupils, type PupilWrite } from "../../pupils/many.ts";
import { pupilsOf } from "./apply-pupils.ts";
import { keysIn, knownGroups, linkedRows, unanswered } from "./known.ts";
import { type Accepted, type Ended, endTurn, inTurn, isTurn, type Turn } from "./turn.ts";

type Listing = Extract<Task, { do: "members" }>;

/** Who comes into groups and who goes, of a few groups at once. */
export async function applyMembers(turn: Turn, portion: readonly Accepted[]) {
  const { act } = turn;
  const lists = portion.flatMap(({ id, task }) => (task.do === "members" ? [{ id, task }] : []));
  const { groupIds, ...people } = await ask(
    open(act.env.DB),
    together({
      groupIds: knownGroups(act, keysIn(portion)),
      staff: linkedRows(act, "user", keysOf(lists, "staff")),
      pupil: linkedRows(act, "pupil", keysOf(lists, "pupil")),
    }),
  );
  const rowOf = ({ kind, id, sourcedId }: NamedMember) => people[kind].get(sourcedId) ?? id;
  const wanted = lists.map(({ id, task }) => {
    const groupId = groupIds.get(task.sourcedId);
    const sides = (kind: "staff" | "pupil", some: readonly NamedMember[]) =>
      some.flatMap((one) => (one.kind === kind ? (rowOf(one) ?? []) : []));
    return {
      id,
      task,
      groupId,
      staff: { come: sides("staff", task.add), go: sides("staff", task.remove) },
      pupils: { come: sides("pupil", task.add), go: sides("pupil", task.remove) },
    };
  });
  const here = await ask(open(act.env.DB), peopleIn(turn, wanted));
  const moves = wanted.map((one) => ({ ...one, relinks: relinksOf(one, here) }));
  const writes = pupilWrites(wanted, here);
  const moved = new Set(writes.map(({ pupil }) => pupil.id));
  const ended = moves.map(({ id, task, groupId, pupils, relinks }): Ended => {
    if (!groupId) return { id, ...unanswered };
    const said = saidOf(task, people);
    return {
      id,
      rows: [
        ...(relinks ? [groupId] : []),
        ...[...pupils.come, ...pupils.go].filter((pupil) => moved.has(pupil)),
      ],
      link: { noun: "group", sourcedId: task.sourcedId, rowId: groupId, said },
    };
  });
  return endTurn(turn, ended, {
    many: writes.length > 0 ? [inTurn(turn, changingPupils(act, "pupil.changed", writes))] : [],
    steps: moves.flatMap(({ groupId, relinks }) =>
      groupId && relinks ? staffStep(turn, groupId, relinks) : [],
    ),
  });
}

/** What the MIS has said of a group, without those whom nobody here stands for. */
function saidOf({ said }: Listing, people: Record<"staff" | "pupil", Map<string, string>>) {
  const known = (keys: readonly string[], kind: "staff" | "pupil") =>
    keys.filter((key) => people[kind].has(key));
  return { ...said, staff: known(said.staff, "staff"), pupils: known(said.pupils, "pupil") };
}

function keysOf(lists: readonly { task: Listing }[], kind: "staff" | "pupil"): string[] {
  const keys = lists.flatMap(({ task: { add, remove, said } }) => [
    ...[...add, ...remove].flatMap((one) => (one.kind === kind ? [one.sourcedId] : [])),
    ...(kind === "staff" ? said.staff : said.pupils),
  ]);
  return [...new Set(keys)];
}

/** Whom groups have by now, and who of those that come is there to be had. */
function peopleIn(turn: Turn, wanted: readonly Wanted[]) {
  const { env, school } = turn.act;
  const db = open(env.DB);
  const groupIds = jsonOf(wanted.flatMap(({ groupId }) => groupId ?? []));
  const pupilIds = idsOf(wanted);
  const staff = db
    .select({
      groupId: groupMembers.groupId,
      userId: groupMembers.userId,
      source: groupMembers.source,
    })
    .from(groupMembers)
    .where(sql`${groupMembers.groupId} in ${groupIds}`);
  const active = db
    .select({ id: memberships.userId })
    .from(memberships)
    .where(
      and(
        eq(memberships.schoolId, school),
        sql`${memberships.userId} in ${jsonOf(wanted.flatMap((one) => one.staff.come))}`,
        sql`+${memberships.status} = 'active'`,
      ),
    );
  const inside = db
    .select({
      groupId: pupilGroups.groupId,
      pupilId: pupilGroups.pupilId,
      source: pupilGroups.source,
    })
    .from(pupilGroups)
    .where(sql`${pupilGroups.pupilId} in ${jsonOf(pupilIds)}`);
  return together({
    /** Whose doing it is that they are in, too. */
    staff: reading(staff, (rows): Link[] => rows),
    active: reading(active, (rows) => new Set(rows.map(({ id }) => id))),
    pupils: pupilsOf(turn, pupilIds),
    inside: reading(inside, (rows) => rows),
  });
}

type Here = ReturnType<ReturnType<typeof peopleIn>["read"]>;

/** Which staff go and come; null for nobody. */
function relinksOf({ groupId, staff }: Wanted, { staff: present, active }: Here): Relinks | null {
  if (!groupId) return null;
  const inside = present.filter((link) => link.groupId === groupId);
  const gone = inside.filter(({ userId, source }) => source === "mis" && staff.go.includes(userId));
  const come = [...new Set(staff.come)]
    .filter((id) => active.has(id) && !inside.some(({ userId }) => userId === id))
    .map((userId): Link => ({ groupId, userId, source: "mis" }));
  return gone.length + come.length > 0 ? { gone, come } : null;
}

function staffStep(turn: Turn, groupId: string, relinks: Relinks): Step {
  const { act } = turn;
  const { gone, come } = relinks;
  const guard = open(act.env.DB)
    .update(groups)
    .set({ version: sql`${groups.version} + 1` })
    .where(
      and(
        isGroup(act.school, groupId),
        areAsSeen(relinks),
        areActive(act.school, come),
        isTurn(turn),
      ),
    );
  const changes = changesOfLinks("members", { gone: byUser(gone), come: byUser(come) });
  return {
    change: [guard, ...relinking(act, relinks)],
    fact: { kind: "group.changed", subjectId: groupId, changes },
  };
}

function byUser(links: readonly Link[]): Links {
  return Object.fromEntries(links.map(({ userId, source }) => [userId, source]));
}

interface Wanted {
  groupId: string | undefined;
  staff: { come: string[]; go: string[] };
  pupils: { come: string[]; go: string[] };
}

function idsOf(wanted: readonly Wanted[]): string[] {
  return [...new Set(wanted.flatMap(({ pupils: { come, go } }) => [...come, ...go]))];
}

/** Each pupil once, with all the groups that they join and leave. */
function pupilWrites(wanted: readonly Wanted[], { pupils, inside }: Here): PupilWrite[] {
  const sources = new Map(
    inside.map(({ groupId, pupilId, source }) => [`${groupId} ${pupilId}`, source]),
  );
  return idsOf(wanted).flatMap((id): PupilWrite[] => {
    const pupil = pupils.get(id);
    const isIn = (groupId: string | undefined) => sources.get(`${groupId} ${id}`);
    const join = wanted.flatMap(({ groupId, pupils: { come } }) =>
      groupId && come.includes(id) && !isIn(groupId) ? [{ groupId, source: "mis" as const }] : [],
    );
    const leave = wanted.flatMap(({ groupId, pupils: { go } }) =>
      groupId && go.includes(id) && isIn(groupId) === "mis" ? [groupId] : [],
    );
    if (!pupil || join.length + leave.length === 0) return [];
    return [{ pupil: { ...pupil, version: pupil.version + 1 }, join, leave }];
  });
}
