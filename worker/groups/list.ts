import { and, asc, eq, gt, sql } from "drizzle-orm";
import { open } from "#db/client";
import { groups } from "#db/schema";
import {
  type Counts,
  type Group,
  type GroupStatus,
  type PublicGroup,
  publishedGroup,
} from "#domain/groups";
import { groupText } from "#domain/groups/search";
import { seeking } from "#domain/text/search";
import type { Env } from "../env.ts";
import { page } from "../http/paging.ts";
import { countedGroups } from "./rows.ts";

/** A group of the school with how many are in it, or null. */
export async function findGroup(
  env: Env,
  school: string,
  id: string,
): Promise<(Counts & { group: Group }) | null> {
  const [row] = await countedGroups(open(env.DB)).where(
    and(eq(groups.id, id), sql`+${groups.schoolId} = ${school}`),
  );
  return row ?? null;
}

/** What each group of the school is called, by its id. */
export async function groupNames(env: Env, school: string): Promise<Map<string, string>> {
  const rows = await open(env.DB)
    .select({ id: groups.id, name: groups.name })
    .from(groups)
    .where(eq(groups.schoolId, school));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Rows read at once while a search looks for those it wants. */
const searchedAtOnce = 200;

/** The school's groups by id, at most `limit`; `q` is looked for in all that a row shows, folded as in the search box. */
export async function listGroups(
  env: Env,
  school: string,
  { status, q }: { status: GroupStatus | null; q: string | null },
  limit: number,
  after: string | null,
) {
  const isFound = seeking(q ?? "");
  const most = q ? searchedAtOnce : limit + 1;
  const found: PublicGroup[] = [];
  let [from, isEnd] = [after, false];
  while (found.length <= limit && !isEnd) {
    const rows = await groupsAfter(env, school, status, from, most);
    const shown = rows.map((row) => publishedGroup(row.group, row));
    found.push(...shown.filter((group) => isFound(groupText(group))));
    isEnd = rows.length < most;
    from = rows.at(-1)?.group.id ?? null;
  }
  return page(found, limit, ({ id }) => [0, id]);
}

function groupsAfter(
  env: Env,
  school: string,
  status: GroupStatus | null,
  after: string | null,
  most: number,
) {
  return countedGroups(open(env.DB))
    .where(
      and(
        eq(groups.schoolId, school),
        after ? gt(groups.id, after) : undefined,
        // By the plus it is no reason to leave the order of the ids.
        status ? sql`+${groups.status} = ${status}` : undefined,
      ),
    )
    .orderBy(asc(groups.id))
    .limit(most);
}
