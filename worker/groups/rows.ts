import { type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { packed } from "#db/rows";
import { groupMembers, groups, memberships, pupilGroups, pupils } from "#db/schema";

/** The active staff in a group. */
const staff = sql<number>`(select count(*) from ${groupMembers} m join ${memberships} p
  on p.user_id = m.user_id and p.school_id = m.school_id and p.status = 'active' where m.group_id = groups.id)`;

/** The active pupils in a group. */
const pupilCount = sql<number>`(select count(*) from ${pupilGroups} m join ${pupils} p
  on p.id = m.pupil_id and p.status = 'active' where m.group_id = groups.id)`;

/** Groups with how many are in them. */
export function countedGroups(db: Db) {
  return db
    .select({ group: packed(groups), staff: staff.as("staff"), pupils: pupilCount.as("pupils") })
    .from(groups);
}

/** The ids of the groups that whoever a membership belongs to is in, in their order. */
export const groupIds: SQL.Aliased<string[]> =
  sql`(select json_group_array(m.group_id) from ${groupMembers} m
  where m.user_id = ${memberships.userId} and m.school_id = ${memberships.schoolId})`
    .mapWith((text: string): string[] => JSON.parse(text).sort())
    .as("group_ids");
