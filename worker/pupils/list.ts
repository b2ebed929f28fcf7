import { and, asc, eq, gt, isNull, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { pupils } from "#db/schema";
import type { ListedPupil, PublicPupil, PupilStatus } from "#domain/pupils";
import { pupilText } from "#domain/pupils/search";
import { can } from "#domain/roles";
import { seeking } from "#domain/text/search";
import type { PersonAct } from "../act.ts";
import type { Env } from "../env.ts";
import { groupNames } from "../groups/list.ts";
import { page } from "../http/paging.ts";
import { isInOneOf, listedPupil, ownGroupIds, pupilRows, type Row, shownPupil } from "./rows.ts";

/** Which pupils are asked for; null for any. */
export interface PupilFilters {
  status: PupilStatus | null;
  group: string | null;
  yearGroup: string | null;
  q: string | null;
}

type Shown = PublicPupil | ListedPupil;

/** Rows read at once while a search looks for those it wants. */
const searchedAtOnce = 200;

/**
 * The school's pupils by id, at most `limit`; to Editors, the active ones of the groups they are in. `q` is looked for in all that
 * the asker is shown, folded as in the search box.
 */
export async function listPupils(
  act: PersonAct,
  filters: PupilFilters,
  limit: number,
  after: string | null,
) {
  const { show, where } = await sightOf(act);
  const names = filters.q ? await groupNames(act.env, act.school) : new Map<string, string>();
  const isFound = seeking(filters.q ?? "");
  const most = filters.q ? searchedAtOnce : limit + 1;
  const found: Shown[] = [];
  let [from, isEnd] = [after, false];
  while (found.length <= limit && !isEnd) {
    const rows = await pupilsAfter(act, and(where, wanted(filters)), from, most);
    const shown = rows.map(show);
    found.push(...shown.filter((one) => isFound(pupilText(one, called(one.groupIds, names)))));
    isEnd = rows.length < most;
    from = rows.at(-1)?.pupil.id ?? null;
  }
  return page(found, limit, ({ id }) => [0, id]);
}

/** A pupil of the school who has not been erased, or null. */
export async function findPupil(env: Env, school: string, id: string): Promise<Row | null> {
  const isThis = and(eq(pupils.id, id), eq(pupils.schoolId, school), isNull(pupils.erasedAt));
  const [row] = await pupilRows(open(env.DB)).where(isThis);
  return row ?? null;
}

/** Which pupils somebody sees, and what of them. */
async function sightOf({ env, school, actor }: PersonAct) {
  if (can(actor.role, "seeAllPupils")) return { where: undefined, show: shownPupil };
  const mine = ownGroupIds(school, actor.id);
  const rows = await open(env.DB).all<{ id: string }>(sql`select value as id from json_each((
    select json_group_array(group_id) from ${mine}))`);
  const own = new Set(rows.map(({ id }) => id));
  const where = sql`${isInOneOf(mine)} and ${pupils.status} = 'active'`;
  return { where, show: (row: Row) => listedPupil(row, own) };
}

function wanted({ status, group, yearGroup }: PupilFilters): SQL | undefined {
  return and(
    // By the plus it is no reason to leave the order of the ids.
    status ? sql`+${pupils.status} = ${status}` : undefined,
    yearGroup ? eq(pupils.yearGroup, yearGroup) : undefined,
    group ? isInOneOf(sql`(${group})`) : undefined,
  );
}

function pupilsAfter(
  { env, school }: PersonAct,
  where: SQL | undefined,
  after: string | null,
  most: number,
) {
  return pupilRows(open(env.DB))
    .where(
      and(
        eq(pupils.schoolId, school),
        isNull(pupils.erasedAt),
        after ? gt(pupils.id, after) : undefined,
        where,
      ),
    )
    .orderBy(asc(pupils.id))
    .limit(most);
}

function called(ids: readonly string[], names: ReadonlyMap<string, string>): string[] {
  return ids.flatMap((id) => names.get(id) ?? []);
}
