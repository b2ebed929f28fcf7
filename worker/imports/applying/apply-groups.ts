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
import { isAnswered, keysIn, knownGroups, linkedRows, unanswered } from "./known.ts";
import { stillToChange, withoutTaken } from "./still.ts";
import { type Accepted, type Ended, endTurn, inTurn, isTurn, type Turn } from "./turn.ts";

const taken = "Your school has an active group of this name.";

/** New groups, so many statements however many there are; one whose name is taken stays out. */
export async function addGroups(turn: Turn, portion: readonly Accepted[]) {
  const { act } = turn;
  const { env, school, now } = act;
  const db = open(env.DB);
  const { known, active } = await ask(
    db,
    together({ known: knownGroups(act, keysIn(portion)), active: activeNames(turn) }),
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
    const { change, outcome } = stillToChange(one, seen ?? {});
    const next = seen && isKnown ? nextOf(seen, one.task, change) : null;
    return { ...one, seen, isKnown, kept: outcome, next };
  });
  const left = withoutTaken(
    wanted.flatMap(({ seen, next }) => (seen && next ? [{ seen, next }] : [])),
    active,
    ({ status, canonicalName }) => (status === "active" ? canonicalName : null),
  );
  const ended = wanted.map(({ id, task, seen, isKnown, kept, next }): Ended => {
    if (!isKnown) return { id, ...unanswered };
    if (next && !left.has(next)) return { id, outcome: taken };
    const rows = next ? [next.id] : [];
    if (!seen || task.do !== "change") return { id, rows };
    const { sourcedId, said } = task;
    return { id, outcome: kept, rows, link: { noun: "group", sourcedId, rowId: seen.id, said } };
  });
  const writes = wanted.flatMap(({ seen, next }) =>
    seen && next && left.has(next) ? [{ group: next, changes: groupChanges(seen, next) }] : [],
  );
  const kind = portion[0]?.task.do === "leave" ? "group.deactivated" : "group.changed";
  return endTurn(turn, ended, {
    many: writes.length > 0 ? [inTurn(turn, changingGroups(act, kind, writes))] : [],
  });
}

function nextOf(
  seen: Group,
  task: Accepted["task"],
  { name, yearGroup }: Record<string, string | null>,
): Group | null {
  if (task.do === "leave") return withGroupStatus(seen, "inactive");
  return changeGroup(seen, { ...(name && { name }), ...(yearGroup && { yearGroup }) });
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
