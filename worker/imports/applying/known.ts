import { and, eq, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { ask, known, type Reading, reading, remade, together } from "#db/reading";
import { groups, type LinkedNoun, misLinks } from "#db/schema";
import { nameInKey } from "#domain/rosters/list/group-key";
import type { Act } from "../../act.ts";
import { jsonOf } from "../../groups/sides.ts";
import type { Accepted } from "./turn.ts";

type At = Pick<Act, "env" | "school">;

/** The rows that ids of the MIS stand for by now. */
export function rowsOf(at: At, noun: LinkedNoun, sourcedIds: readonly string[]): Promise<Found> {
  return ask(open(at.env.DB), linkedRows(at, noun, sourcedIds));
}

type Found = Map<string, string>;

/** The same, to be asked with others. */
export function linkedRows(
  { env, school }: At,
  noun: LinkedNoun,
  sourcedIds: readonly string[],
  condition?: SQL,
): Reading<Found> {
  const { sourcedId, rowId } = misLinks;
  const rows = open(env.DB)
    .select({ sourcedId, rowId })
    .from(misLinks)
    .where(
      and(
        eq(misLinks.schoolId, school),
        eq(misLinks.noun, noun),
        sql`${misLinks.sourcedId} in ${jsonOf(sourcedIds)}`,
        condition,
      ),
    );
  return reading(rows, (found) => new Map(found.map((row) => [row.sourcedId, row.rowId])));
}

/** The groups that ids of the MIS stand for by now; what a list names and no link knows, by its name. */
export function knownGroups(at: At, sourcedIds: readonly string[]): Reading<Found> {
  const names = new Map(
    sourcedIds.flatMap((key): [string, string][] => {
      const name = nameInKey(key);
      return name === null ? [] : [[name, key]];
    }),
  );
  // A name stands for no group that was put away: another may have it.
  const isThere = sql`(${misLinks.sourcedId} not in ${jsonOf([...names.values()])}
    or exists (select 1 from ${groups} g where g.id = ${misLinks.rowId} and g.status = 'active'))`;
  const linked = linkedRows(at, "group", sourcedIds, names.size > 0 ? isThere : undefined);
  const named = names.size > 0 ? groupsNamed(at, names) : known<[string, string][]>([]);
  return remade(together({ linked, named }), (found) => new Map([...found.named, ...found.linked]));
}

function groupsNamed({ env, school }: At, keys: ReadonlyMap<string, string>) {
  const rows = open(env.DB)
    .select({ id: groups.id, name: groups.canonicalName })
    .from(groups)
    .where(
      and(
        eq(groups.schoolId, school),
        sql`${groups.status} = 'active'`,
        sql`${groups.canonicalName} in ${jsonOf([...keys.keys()])}`,
      ),
    );
  return reading(rows, (found) =>
    found.map(({ id, name }): [string, string] => [keys.get(name) ?? "", id]),
  );
}

/** Whether a change may be made: an id of the MIS has to stand for the row by now, which a list has none of. */
export function isAnswered({ task, subject }: Accepted, linked: Found): boolean {
  if (task.do !== "change" || task.said.isOfList === true) return true;
  return linked.get(task.sourcedId) === subject.id;
}

/** What comes of it where a question of who is who was not answered first. */
export const unanswered = {
  outcome: "First say who this is: the question about it is still open.",
  isOpen: true,
};

/** The ids of the MIS that a portion is about. */
export function keysIn(portion: readonly Accepted[]): string[] {
  return portion.flatMap(({ task }) => ("sourcedId" in task ? [task.sourcedId] : []));
}
