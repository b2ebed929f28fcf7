import { and, eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { each, field, lookedUp } from "#db/rows";
import { groups } from "#db/schema";
import type { Changes } from "#domain/facts";
import type { Group } from "#domain/groups";
import type { KindOf } from "#domain/nouns";
import type { Act } from "../act.ts";
import type { Many } from "../events/commit-many.ts";

/** A group as one is to be, and what that changes. */
export interface GroupWrite {
  group: Group;
  changes: Changes;
}

/**
 * Writes many groups that are there already, so many statements however many there are, each told as one kind of event: a part of a
 * command (`carryOut`'s `many`). Whose version is no longer the one before stays as somebody else has made it, untold. They may take
 * one another's names; a name that another active group has breaks the batch (`brokenUnique`).
 */
export function changingGroups(
  act: Act,
  kind: Exclude<KindOf<"group">, "group.added">,
  writes: readonly GroupWrite[],
): Many {
  const db = open(act.env.DB);
  const all = writes.map(({ group, changes }) => ({ ...group, changes }));
  const set = (values: Record<string, unknown>, isTold: Parameters<Many["change"]>[0]) =>
    db
      .update(groups)
      .set(values)
      .from(each(all))
      .where(
        and(
          sql`${groups.id} = ${field("id")}`,
          eq(groups.schoolId, act.school),
          isTold(field("id")),
        ),
      );
  return {
    kind,
    from: sql`from ${each(all)} ${lookedUp(groups)} s on s.id = ${field("id")} and s.school_id = ${act.school}
      and s.version = ${field("version")} - 1`,
    id: field("id"),
    order: sql`j.key`,
    changes: field("changes"),
    change: (isTold) => [
      // Names are free for one another first: SQLite looks at each row as it is written.
      set({ canonicalName: sql`${groups.id}` }, isTold),
      set(Object.fromEntries(written.map((key) => [key, field(key)])), isTold),
    ],
  };
}

const written = ["name", "canonicalName", "yearGroup", "status", "version"] as const;
