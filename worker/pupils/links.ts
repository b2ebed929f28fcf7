import { and, eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { carriedOn, each, field, insertFrom } from "#db/rows";
import { groups, pupilGroups } from "#db/schema";
import { DomainError } from "#domain/errors";
import type { Relinking } from "#domain/groups/members";
import type { Act } from "../act.ts";
import type { Step } from "../events/commit.ts";

/** Writes which groups a pupil leaves and joins, carried on by the statement before. Their version guards what was seen. */
export function relinkingPupil(
  { env }: Act,
  pupilId: string,
  { gone, come }: Relinking,
): Step["change"] {
  const db = open(env.DB);
  const joined = Object.entries(come).map(([groupId, source]) => ({ groupId, source }));
  const left = Object.keys(gone);
  const inserted = insertFrom(
    db,
    pupilGroups,
    { groupId: field("groupId"), pupilId: sql`${pupilId}`, source: field("source") },
    sql`from ${each(joined)} where ${carriedOn}`,
  );
  const deleted = db
    .delete(pupilGroups)
    .where(
      and(
        sql`${pupilGroups.groupId} in (select value from json_each(${JSON.stringify(left)}))`,
        eq(pupilGroups.pupilId, pupilId),
        carriedOn,
      ),
    );
  return [...(joined.length > 0 ? [inserted] : []), ...(left.length > 0 ? [deleted] : [])];
}

/** Refuses with `invalid` groups that are not the school's. */
export async function refuseStrangeGroups(
  { env, school }: Act,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const list = sql`(select value from json_each(${JSON.stringify(ids)}))`;
  const found = await open(env.DB)
    .select({ id: groups.id })
    .from(groups)
    .where(and(sql`${groups.id} in ${list}`, sql`+${groups.schoolId} = ${school}`));
  if (found.length !== new Set(ids).size)
    throw new DomainError("invalid", { fields: { groupIds: "Choose groups of your school." } });
}
