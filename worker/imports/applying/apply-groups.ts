import { sql } from "drizzle-orm";
import { open } from "#db/client";
import { ask, reading, together } from "#db/reading";
import { each, field, insertEach } from "#db/rows";
import { groups } from "#db/schema";
import {
  canonicalGroupName,
  changeGroup,
  type Group,
  newGroup,
  withGroupStatus,
} from "#domain/groups";
import { groupChanges } from "../../groups/commands.ts";
import { changingGroups } from "../../groups/many.ts";
import { jsonOf } from "../../groups/sides.ts";
import { isAnswered, keysIn, linkedRows, unanswered } from "./known.ts";
import { type Accepted, type Ended, endTurn, inTurn, isTurn, type Turn } from "./turn.ts";

const taken = "Your school has an active group of this name.";

/** New groups, so many statements however many there are; one whose name is taken stays out. */
export async function addGroups(turn: Turn, portion: readonly Accepted[]) {
  const { act } = turn;
  const { env, school, now } = act;
  const db = open(env.DB);
  const { known, active } = await ask(
    db,
    together({ known: linkedRows(act, "group", keysIn(portion)), active: activeNames(turn) }),
  );
  const made: Group[] = [];
  const ended = portion.map(({ id, task }): Ended => {
    if (task.do !== "add" || known.has(task.sourcedId)) return { id };
    const { name = "", yearGroup } = task.row;
    if (!name || active.has(canonicalGroupName(name))) return { id, outcome: taken };
    const row = newGroup({ name, yearGroup }, { id: crypto.randomUUID(), schoolId: school }, now);
    active.add(row.canonicalName);
    made.push({ ...row, source: "mis" });
    const { sourcedId, said } = task;
    return { id, link: { noun: "group", sourcedId, rowId: row.id, said } };
  });
  const many = {
    kind: "group.added" as const,
    from: sql`from ${each(made)} where ${isTurn(turn)}`,
    id: field("id"),
    order: sql`j.key`,
    change: (isTold: (id: ReturnType<typeof field>) => ReturnType<typeof field>) => [
      insertEach(db, groups, made, isTold(field("id"))),
    ],
  };
  return endTurn(turn, ended, { many: made.length > 0 ? [many] : [] });
}

/** Groups that change or go; one whose new name another has stays as it is. */
export async function changeGroups(turn: Turn, portion: readonly Accepted[]) {
  const { act } = turn;
  const ids = portion.flatMap(({ subject }) => subject.id ?? []);
  const { known, rows, active } = await ask(
    open(act.env.DB),
    together({
      known: linkedRows(act, "group", keysIn(portion)),
      rows: groupsWith(turn, ids),
      active: activeNames(turn),
    }),
  );
  const wanted = portion.map((one) => {
    const seen = rows.get(one.subject.id ?? "");
    const isKnown = isAnswered(one, known);
    return { ...one, seen, isKnown, next: seen && isKnown ? nextOf(seen, one.task) : null };
  });
  const left = withoutTaken(
    wanted.flatMap(({ seen, next }) => (seen && next ? [{ seen, next }] : [])),
    active,
  );
  const ended = wanted.map(({ id, task, seen, isKnown, next }): Ended => {
    if (!isKnown) return { id, outcome: unanswered };
    if (next && !left.has(next)) return { id, outcome: taken };
    const rows = next ? [next.id] : [];
    if (!seen || task.do !== "change") return { id, rows };
    const { sourcedId, said } = task;
    return { id, rows, link: { noun: "group", sourcedId, rowId: seen.id, said } };
  });
  const writes = wanted.flatMap(({ seen, next }) =>
    seen && next && left.has(next) ? [{ group: next, changes: groupChanges(seen, next) }] : [],
  );
  const kind = portion[0]?.task.do === "leave" ? "group.deactivated" : "group.changed";
  return endTurn(turn, ended, {
    many: writes.length > 0 ? [inTurn(turn, changingGroups(act, kind, writes))] : [],
  });
}

function nextOf(seen: Group, task: Accepted["task"]): Group | null {
  if (task.do === "leave") return withGroupStatus(seen, "inactive");
  if (task.do !== "change") return null;
  const { name, yearGroup } = task.change;
  return changeGroup(seen, { ...(name && { name }), ...(yearGroup && { yearGroup }) });
}

/** Those whose names no other active group has once all of them are written. */
function withoutTaken(
  wanted: readonly { seen: Group; next: Group }[],
  active: ReadonlySet<string>,
): Set<Group> {
  let left = wanted;
  for (;;) {
    const names = new Set(active);
    for (const { seen } of left) if (seen.status === "active") names.delete(seen.canonicalName);
    const free = left.filter(({ next }) => {
      const isFree = next.status !== "active" || !names.has(next.canonicalName);
      if (next.status === "active") names.add(next.canonicalName);
      return isFree;
    });
    // Whoever stays keeps a name, which may be what another was to have.
    if (free.length === left.length) return new Set(free.map(({ next }) => next));
    left = free;
  }
}

function groupsWith({ act: { env, school } }: Turn, ids: readonly string[]) {
  const rows = open(env.DB)
    .select()
    .from(groups)
    .where(sql`${groups.id} in ${jsonOf(ids)} and +${groups.schoolId} = ${school}`);
  return reading(rows, (found) => new Map(found.map((row): [string, Group] => [row.id, row])));
}

function activeNames({ act: { env, school } }: Turn) {
  const rows = open(env.DB)
    .select({ name: groups.canonicalName })
    .from(groups)
    .where(sql`${groups.schoolId} = ${school} and ${groups.status} = 'active'`);
  return reading(rows, (found) => new Set(found.map(({ name }) => name)));
}
