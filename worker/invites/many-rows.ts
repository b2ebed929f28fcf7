import { and, eq, sql } from "drizzle-orm";
import { holder, inviter, pending } from "#db/aliases";
import { open } from "#db/client";
import { each, names, packed, packedOrNull } from "#db/rows";
import { invites } from "#db/schema";
import type { Invite } from "#domain/invites";
import { type Person, person } from "#domain/names";
import type { Act } from "../act.ts";
import { hasRoom, mailboxIn, shareOfSchool } from "../mail/budget.ts";
import { type AddressFacts, mailsTo } from "./addresses.ts";

/** An invite with all that the rules ask about it. */
export interface Candidate {
  invite: Invite;
  invitedBy: Person | null;
  facts: AddressFacts;
}

/** Those of a school's invites, by the ids they are asked for by, in one query; whichever id the school knows one by. */
export async function candidates(
  { env, school, now }: Act,
  ids: readonly string[],
): Promise<Map<string, Candidate>> {
  const rows = await open(env.DB)
    .select({
      invite: packed(invites),
      inviter: packedOrNull(inviter, names),
      pending: packedOrNull(pending),
      holder: packedOrNull(holder, names),
      mails: mailsTo(school, invites.canonicalEmail, now).as("mails"),
      hasRoom: hasRoom(mailboxIn(invites.canonicalEmail), shareOfSchool(school, now), now)
        .mapWith(Boolean)
        .as("has_room"),
    })
    .from(invites)
    .leftJoin(inviter, eq(inviter.id, invites.invitedById))
    .leftJoin(
      pending,
      and(
        eq(pending.schoolId, invites.schoolId),
        eq(pending.canonicalEmail, invites.canonicalEmail),
        sql`${pending.status} = 'pending'`,
      ),
    )
    .leftJoin(
      holder,
      and(
        eq(holder.canonicalEmail, invites.canonicalEmail),
        sql`exists (select 1 from memberships m where m.school_id = ${school} and m.user_id = ${holder.id})`,
      ),
    )
    .where(
      // Found by their ids: going by the school would look at all its invites.
      and(
        sql`${invites.id} in (select j.value from ${each(ids)} union all
          select known.id from invites known where known.school_id = ${school} and known.alias in (select j.value from ${each(ids)}))`,
        sql`+${invites.schoolId} = ${school}`,
      ),
    );
  const known = rows.flatMap(({ invite, inviter, holder, ...facts }) => {
    const row = { invite, invitedBy: person(inviter), facts: { ...facts, holder: person(holder) } };
    return [invite.id, ...(invite.alias ? [invite.alias] : [])].map((id) => [id, row] as const);
  });
  return new Map(known);
}
