import { and, eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { inviter, subject } from "#db/aliases";
import { known, reading, remade } from "#db/reading";
import { names, packed, packedOrNull } from "#db/rows";
import { invites, memberships } from "#db/schema";
import { PublicInvite, published } from "#domain/invites";
import { recentSince } from "#domain/invites/recent";
import { person } from "#domain/names";
import { can } from "#domain/roles";
import { iso } from "#domain/time";
import { publishedUser } from "#domain/users";
import { present, type ServerNoun, tellerOf } from "../events/noun.ts";
import { groupIds } from "../groups/rows.ts";
import { hasOlder, recentInvites } from "./lists/recent.ts";

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
      read(db, school, role, now) {
        if (!can(role, "seeInvites")) return known<PublicInvite[]>([]);
        return recentInvites(db, school, recentSince(now));
      },
    },
    /** From when on they are whole; of older ones only those are there that still matter. Null where there are no older ones. */
    invitesSince: {
      shape: z.nullable(z.string()),
      read(db, school, role, now) {
        if (!can(role, "seeInvites")) return known<string | null>(null);
        const since = recentSince(now);
        return remade(hasOlder(db, school, since), (has) => (has ? iso(since) : null));
      },
    },
  },
} satisfies ServerNoun<"invite">;
