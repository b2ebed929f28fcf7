import { and, desc, eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { inviter, subject } from "#db/aliases";
import { known, reading } from "#db/reading";
import { names, packed, packedOrNull } from "#db/rows";
import { invites, memberships } from "#db/schema";
import { PublicInvite, published } from "#domain/invites";
import { person } from "#domain/names";
import { can } from "#domain/roles";
import { publishedUser } from "#domain/users";
import { present, type ServerNoun, tellerOf } from "../events/noun.ts";
import { groupIds } from "../groups/rows.ts";
import { withInviter } from "./rows.ts";

export const invite = {
  /** With the account an accepted invite came to, since acceptance is about both. */
  tellers(db, school, ids) {
    const rows = db
      .select({
        invite: packed(invites),
        inviter: packedOrNull(inviter, names),
        account: packedOrNull(subject),
        membership: packedOrNull(memberships),
        groupIds,
      })
      .from(invites)
      .leftJoin(inviter, eq(inviter.id, invites.invitedById))
      .leftJoin(subject, eq(subject.id, invites.userId))
      .leftJoin(
        memberships,
        and(eq(memberships.userId, subject.id), eq(memberships.schoolId, invites.schoolId)),
      )
      // Found by their ids: going by the school would look at all its invites.
      .where(and(sql`${invites.id} in ${ids}`, sql`+${invites.schoolId} = ${school}`));
    return reading(rows, (found) =>
      tellerOf(
        found,
        (row) => row.invite.id,
        ({ kind, ...fact }, row) => {
          const invite = published(row.invite, person(row.inviter));
          if (kind !== "invite.accepted") return { ...fact, kind, invite };
          const user = publishedUser({
            account: present(row.account),
            membership: present(row.membership),
            groupIds: row.groupIds,
          });
          return { ...fact, kind, invite, user };
        },
      ),
    );
  },

  idsAbout(db, school, personId) {
    const theirs = db
      .select({ id: invites.id })
      .from(invites)
      .where(and(eq(invites.schoolId, school), eq(invites.userId, personId)));
    return sql`select id from ${theirs}`;
  },

  idKnownAs(db, school, id) {
    const named = db
      .select({ id: invites.id })
      .from(invites)
      .where(and(eq(invites.schoolId, school), eq(invites.alias, id)));
    return sql`select id from ${named}`;
  },

  snapshot: {
    invites: {
      shape: z.array(PublicInvite),
      read(db, school, role) {
        if (!can(role, "seeInvites")) return known<PublicInvite[]>([]);
        const rows = withInviter(db)
          .where(eq(invites.schoolId, school))
          .orderBy(desc(invites.createdAt), desc(invites.id));
        return reading(rows, (found) =>
          found.map((row) => published(row.invite, person(row.inviter))),
        );
      },
    },
  },
} satisfies ServerNoun<"invite">;
