import { sql } from "drizzle-orm";
import { open } from "#db/client";
import { each, field, insertEach } from "#db/rows";
import { groups } from "#db/schema";
import { canonicalGroupName, type Group, newGroup } from "#domain/groups";
import { editGroup, setGroupStatus } from "../../groups/commands.ts";
import { findGroup } from "../../groups/list.ts";
import { keysIn, rowsOf, unanswered } from "./known.ts";
import { linking, type NewLink } from "./links.ts";
import { outcomeOf } from "./refusal-words.ts";
import { type Accepted, type Ended, endTurn, isTurn, type Turn } from "./turn.ts";

const taken = "Your school has an active group of this name.";

/** New groups, so many statements however many there are; one whose name is taken stays out. */
export async function addGroups(turn: Turn, portion: readonly Accepted[]) {
  const { act } = turn;
  const { env, school, now } = act;
  const db = open(env.DB);
  const known = await rowsOf(act, "group", keysIn(portion));
  const active = await activeNames(turn);
  const made: Group[] = [];
  const links: NewLink[] = [];
  const ended = portion.map(({ id, task }): Ended => {
    if (task.do !== "add" || known.has(task.sourcedId)) return { id };
    const { name = "", yearGroup } = task.row;
    if (!name || active.has(canonicalGroupName(name))) return { id, outcome: taken };
    const row = newGroup({ name, yearGroup }, { id: crypto.randomUUID(), schoolId: school }, now);
    active.add(row.canonicalName);
    made.push({ ...row, source: "mis" });
    links.push({ noun: "group", sourcedId: task.sourcedId, rowId: row.id, said: task.said });
    return { id };
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
  return endTurn(turn, ended, {
    many: made.length > 0 ? [many] : [],
    writes: (isMine) => (links.length > 0 ? [linking(db, school, links, isMine)] : []),
  });
}

/** Groups that change or go, each as if somebody did it by hand. */
export async function changeGroups(turn: Turn, portion: readonly Accepted[]) {
  const { act } = turn;
  const { env, school } = act;
  const known = await rowsOf(act, "group", keysIn(portion));
  const links: NewLink[] = [];
  const ended: Ended[] = [];
  for (const { id, subject, task } of portion) {
    const rowId = subject.id ?? "";
    const isKnown = task.do !== "change" || known.get(task.sourcedId) === rowId;
    const outcome = isKnown
      ? await outcomeOf(async () => {
          if (task.do === "leave") return setGroupStatus(act, rowId, "inactive");
          const found = await findGroup(env, school, rowId);
          if (task.do !== "change" || !found || Object.keys(task.change).length === 0) return;
          const { name, yearGroup } = task.change;
          const change = { ...(name && { name }), ...(yearGroup && { yearGroup }) };
          await editGroup(act, rowId, change, found.group.version);
        })
      : unanswered;
    if (task.do === "change" && outcome === null)
      links.push({ noun: "group", sourcedId: task.sourcedId, rowId, said: task.said });
    ended.push({ id, outcome });
  }
  return endTurn(turn, ended, {
    writes: (isMine) => (links.length > 0 ? [linking(open(env.DB), school, links, isMine)] : []),
  });
}

async function activeNames({ act: { env, school } }: Turn): Promise<Set<string>> {
  const rows = await open(env.DB)
    .select({ name: groups.canonicalName })
    .from(groups)
    .where(sql`${groups.schoolId} = ${school} and ${groups.status} = 'active'`);
  return new Set(rows.map(({ name }) => name));
}
