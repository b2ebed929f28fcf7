import { and, eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { insertWhere, withoutId } from "#db/rows";
import { groups } from "#db/schema";
import { DomainError } from "#domain/errors";
import type { Changes } from "#domain/facts";
import {
  changeGroup,
  type Group,
  type GroupChange,
  type GroupStatus,
  type NewGroup,
  newGroup,
  publishedGroup,
  withGroupStatus,
} from "#domain/groups";
import type { KindOf } from "#domain/nouns";
import type { PersonAct } from "../act.ts";
import { carryOut } from "../events/carry-out.ts";
import { brokenUnique } from "../events/commit.ts";
import { settle } from "../events/settle.ts";
import { findGroup } from "./list.ts";

/** Makes a group; gives its id. Refuses with `group_exists` while another active one has its name. */
export function addGroup(by: PersonAct, details: NewGroup): Promise<string> {
  return settle(by, async (act) => {
    const { env, school, now } = act;
    const group = newGroup(details, { id: crypto.randomUUID(), schoolId: school }, now);
    const change = [insertWhere(open(env.DB), groups, group, sql`true`)];
    const fact = { kind: "group.added", subjectId: group.id } as const;
    const done = { steps: [{ change, fact }], subjectId: group.id };
    const made = await carryOut(act, done).catch(refuseTaken);
    return made && group.id;
  });
}

/** Renames a group [S4]; `version` is the one that was seen. Refuses with `changed`, `not_found` or `group_exists`. */
export function editGroup(
  act: PersonAct,
  id: string,
  change: GroupChange,
  version: number,
): Promise<void> {
  return actOnGroup(act, id, (seen, counts) => {
    if (seen.version !== version)
      throw new DomainError("changed", { current: publishedGroup(seen, counts) });
    return { next: changeGroup(seen, change), kind: "group.changed" };
  });
}

/** Puts a group away or brings it back. Refuses with `not_found`, and with `group_exists` where another has its name by now. */
export function setGroupStatus(act: PersonAct, id: string, status: GroupStatus): Promise<void> {
  const kind = status === "active" ? "group.changed" : "group.deactivated";
  return actOnGroup(act, id, (seen) => ({ next: withGroupStatus(seen, status), kind }));
}

type Seen = NonNullable<Awaited<ReturnType<typeof findGroup>>>;
interface Decision {
  next: Group | null;
  kind: KindOf<"group">;
}

async function actOnGroup(
  by: PersonAct,
  id: string,
  decide: (seen: Group, counts: Seen) => Decision,
): Promise<void> {
  await settle(by, async (act) => {
    const { env, school } = act;
    const found = await findGroup(env, school, id);
    if (!found) throw new DomainError("not_found");
    const { next, kind } = decide(found.group, found);
    if (!next) return found;
    const isSame = and(
      eq(groups.schoolId, school),
      eq(groups.id, id),
      eq(groups.version, found.group.version),
    );
    const change = open(env.DB).update(groups).set(withoutId(next)).where(isSame);
    const fact = { kind, subjectId: id, changes: groupChanges(found.group, next) };
    return carryOut(act, { steps: [{ change: [change], fact }], subjectId: id }).catch(refuseTaken);
  });
}

/** What of a group differs from before, as its fact tells it. */
export function groupChanges(seen: Group, next: Group): Changes {
  const told = ["name", "yearGroup", "status"] as const;
  const changes = told.filter((field) => seen[field] !== next[field]);
  return Object.fromEntries(changes.map((field) => [field, [seen[field], next[field]]]));
}

function refuseTaken(error: unknown): never {
  if (brokenUnique(error) !== "groups.school_id") throw error;
  throw new DomainError("group_exists", {
    fields: { name: "Your school has an active group of this name." },
  });
}
