import { type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { packed } from "#db/rows";
import { groupMembers, groups, pupilGroups, pupils } from "#db/schema";
import { type ListedPupil, type PublicPupil, type Pupil, publishedPupil } from "#domain/pupils";

/** The groups a pupil is in, in their order. */
const groupIds: SQL.Aliased<string[]> =
  sql`(select json_group_array(m.group_id) from ${pupilGroups} m where m.pupil_id = ${pupils.id})`
    .mapWith((text: string): string[] => JSON.parse(text).sort())
    .as("group_ids");

/** What of a pupil is read wherever one is shown. */
export interface Row {
  pupil: Pupil;
  groupIds: string[];
}

/** Pupils of schools. */
export function pupilRows(db: Db) {
  return db.select({ pupil: packed(pupils), groupIds }).from(pupils);
}

export function shownPupil({ pupil, groupIds }: Row): PublicPupil {
  return publishedPupil(pupil, groupIds);
}

/** The active groups of the school that somebody of its staff is in. */
export function ownGroupIds(school: string, userId: string): SQL {
  return sql`(select m.group_id from ${groupMembers} m join ${groups} g on g.id = m.group_id and g.status = 'active'
    where m.user_id = ${userId} and m.school_id = ${school})`;
}

/** Holds for pupils who are in one of these groups. */
export function isInOneOf(groupIds: SQL): SQL {
  return sql`${pupils.id} in (select p.pupil_id from ${pupilGroups} p where p.group_id in ${groupIds})`;
}

/** A pupil as an Editor sees one who is in some of their groups. */
export function listedPupil({ pupil, groupIds }: Row, own: ReadonlySet<string>): ListedPupil {
  const { id, givenName, familyName, yearGroup } = pupil;
  return { id, givenName, familyName, yearGroup, groupIds: groupIds.filter((g) => own.has(g)) };
}
