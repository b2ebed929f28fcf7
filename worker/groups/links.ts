import { type SQL, sql } from "drizzle-orm";
import { type Db, open } from "#db/client";
import { carriedOn, insertFrom } from "#db/rows";
import { groupMembers, memberships } from "#db/schema";
import type { Source } from "#domain/groups";
import type { Act } from "../act.ts";
import type { Step } from "../events/commit.ts";

/** Who is in which group, and whose membership it is. */
export interface Link {
  groupId: string;
  userId: string;
  source: Source;
}

/** Memberships that go and that come together. */
export interface Relinks {
  gone: readonly Link[];
  come: readonly Link[];
}

/** Some of a school's memberships, as they are. */
export function linksWhere(db: Db, where: SQL | undefined) {
  const { groupId, userId, source } = groupMembers;
  return db.select({ groupId, userId, source }).from(groupMembers).where(where);
}

/** Holds while memberships are as they were seen, so that what goes and comes is what is told: the one is there, the other is not. */
export function areAsSeen({ gone, come }: Relinks): SQL {
  const isLink = sql`m.group_id = j.value ->> 'groupId' and m.user_id = j.value ->> 'userId'`;
  return sql`(select count(*) from ${rowsOf(gone)} j join ${groupMembers} m on ${isLink}
      and m.source = j.value ->> 'source') = ${gone.length}
    and not exists (select 1 from ${rowsOf(come)} j join ${groupMembers} m on ${isLink})`;
}

/** Holds while all who come are active people of the school. */
export function areActive(school: string, come: readonly Link[]): SQL {
  const isActive = sql`exists (select 1 from ${memberships} seat where seat.school_id = ${school}
    and seat.user_id = j.value ->> 'userId' and seat.status = 'active')`;
  return sql`not exists (select 1 from ${rowsOf(come)} j where not ${isActive})`;
}

/** Writes what goes and comes, carried on by the statement before. */
export function relinking({ env, school }: Act, { gone, come }: Relinks): Step["change"] {
  const db = open(env.DB);
  const inserted = insertFrom(
    db,
    groupMembers,
    {
      groupId: sql`j.value ->> 'groupId'`,
      userId: sql`j.value ->> 'userId'`,
      schoolId: school,
      source: sql`j.value ->> 'source'`,
    },
    sql`from ${rowsOf(come)} j where ${carriedOn}`,
  );
  const ids = sql`select j.value ->> 'groupId', j.value ->> 'userId' from ${rowsOf(gone)} j`;
  const deleted = db
    .delete(groupMembers)
    .where(sql`(${groupMembers.groupId}, ${groupMembers.userId}) in (${ids}) and ${carriedOn}`);
  return [...(come.length > 0 ? [inserted] : []), ...(gone.length > 0 ? [deleted] : [])];
}

/** As one parameter, however many there are. */
function rowsOf(links: readonly Link[]): SQL {
  return sql`json_each(${JSON.stringify(links)})`;
}
