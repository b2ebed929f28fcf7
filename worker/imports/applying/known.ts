import { and, eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { groups, type LinkedNoun, misLinks } from "#db/schema";
import { nameInKey } from "#domain/rosters/list/group-key";
import type { Act } from "../../act.ts";
import { jsonOf } from "../../groups/sides.ts";
import type { Accepted } from "./turn.ts";

/** The rows that ids of the MIS stand for by now. */
export async function rowsOf(
  { env, school }: Pick<Act, "env" | "school">,
  noun: LinkedNoun,
  sourcedIds: readonly string[],
): Promise<Map<string, string>> {
  if (sourcedIds.length === 0) return new Map();
  const { sourcedId, rowId } = misLinks;
  const rows = await open(env.DB)
    .select({ sourcedId, rowId })
    .from(misLinks)
    .where(
      and(
        eq(misLinks.schoolId, school),
        eq(misLinks.noun, noun),
        sql`${misLinks.sourcedId} in ${jsonOf(sourcedIds)}`,
      ),
    );
  return new Map(rows.map((row) => [row.sourcedId, row.rowId]));
}

/** The groups that ids of the MIS stand for by now; what only a list names, which links nothing, by its name. */
export async function groupsOf(
  act: Pick<Act, "env" | "school">,
  sourcedIds: readonly string[],
): Promise<Map<string, string>> {
  const linked = await rowsOf(act, "group", sourcedIds);
  const names = new Map(
    sourcedIds.flatMap((key): [string, string][] => {
      const name = linked.has(key) ? null : nameInKey(key);
      return name === null ? [] : [[name, key]];
    }),
  );
  if (names.size === 0) return linked;
  const rows = await open(act.env.DB)
    .select({ id: groups.id, name: groups.canonicalName })
    .from(groups)
    .where(
      and(
        eq(groups.schoolId, act.school),
        sql`${groups.status} = 'active'`,
        sql`${groups.canonicalName} in ${jsonOf([...names.keys()])}`,
      ),
    );
  const named = rows.map(({ id, name }): [string, string] => [names.get(name) ?? "", id]);
  return new Map([...linked, ...named]);
}

/** Said where a question of who is who was not answered first. */
export const unanswered = "First say who this is: the question about it is still open.";

/** The ids of the MIS that a portion is about. */
export function keysIn(portion: readonly Accepted[]): string[] {
  return portion.flatMap(({ task }) => ("sourcedId" in task ? [task.sourcedId] : []));
}
