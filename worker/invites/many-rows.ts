import { and, eq, sql } from "drizzle-orm";
import { holder, inviter, pending } from "#db/aliases";
import { open } from "#db/client";
import { packed, packedOrNull } from "#db/rows";
import { events, invites } from "#db/schema";
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

/** Those of a school's invites, by their ids, in one query. */
export async function candidates(
  { env, school, now }: Act,
  ids: readonly string[],
): Promise<Map<string, Candidate>> {
  const rows = await open(env.DB)
    .select({
      invite: packed(invites),
      inviter: packedOrNull(inviter),
      pending: packedOrNull(pending),
      holder: packedOrNull(holder),
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
        sql`${invites.id} in (select value from json_each(${JSON.stringify(ids)}))`,
        sql`+${invites.schoolId} = ${school}`,
      ),
    );
  return new Map(
    rows.map(({ invite, inviter, holder, ...facts }) => [
      invite.id,
      { invite, invitedBy: person(inviter), facts: { ...facts, holder: person(holder) } },
    ]),
  );
}

/** Those of them that a command has done something to. */
export async function doneBy(
  { env, school }: Act,
  ids: readonly string[],
  command: string | null,
): Promise<Set<string>> {
  const rows = await open(env.DB)
    .select({ id: events.subjectId })
    .from(events)
    .where(
      and(
        eq(events.schoolId, school),
        sql`${events.subjectId} in (select value from json_each(${JSON.stringify(ids)}))`,
        eq(events.command, command ?? ""),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}
