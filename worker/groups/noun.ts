import { and, asc, eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { reading } from "#db/reading";
import { groupMembers, groups, memberships } from "#db/schema";
import { PublicGroup, publishedGroup } from "#domain/groups";
import { Member, member } from "#domain/groups/members";
import { can } from "#domain/roles";
import { type ServerNoun, tellerOf } from "../events/noun.ts";
import { countedGroups } from "./rows.ts";

/** Joined, it would have every person tried with every group. */
const isActive = sql`exists (select 1 from ${memberships} p where p.school_id = ${groups.schoolId}
  and p.user_id = ${groupMembers.userId} and p.status = 'active')`;

export const group = {
  tellers(db, school, ids) {
    const rows = countedGroups(db)
      // Found by their ids, as invites are.
      .where(and(sql`${groups.id} in ${ids}`, sql`+${groups.schoolId} = ${school}`));
    return reading(rows, (found) =>
      tellerOf(
        found,
        (row) => row.group.id,
        (fact, row) => ({ ...fact, group: publishedGroup(row.group, row) }),
      ),
    );
  },

  snapshot: {
    groups: {
      shape: z.array(PublicGroup),
      read(db, school) {
        const rows = countedGroups(db)
          .where(eq(groups.schoolId, school))
          .orderBy(asc(groups.canonicalName), asc(groups.id));
        return reading(rows, (found) => found.map((row) => publishedGroup(row.group, row)));
      },
    },

    members: {
      shape: z.array(Member),
      /** The directory lists the active alone, and not whose a membership is. */
      read(db, school, role) {
        const isWhole = can(role, "seeWholeUsers");
        const rows = db
          .select({
            groupId: groupMembers.groupId,
            userId: groupMembers.userId,
            source: groupMembers.source,
          })
          .from(groups)
          .innerJoin(groupMembers, eq(groupMembers.groupId, groups.id))
          .where(and(eq(groups.schoolId, school), isWhole ? undefined : isActive));
        return reading(rows, (found) =>
          found.map(({ groupId, userId, source }) =>
            member(groupId, userId, isWhole ? source : null),
          ),
        );
      },
    },
  },
} satisfies ServerNoun<"group">;
