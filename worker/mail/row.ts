import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { actor, asker, holder, inviter } from "#db/aliases";
import type { Db } from "#db/client";
import type { OrPlace } from "#db/prepared";
import { packed, packedOrNull } from "#db/rows";
import { invites, mails, memberships, recoveries, schools } from "#db/schema";

/** A mail with what it is about. */
export type MailRow = Awaited<ReturnType<typeof rowsOf>>[number];

/** Mails with what they are about: an invite and who sent it, an account, a recovery and who asked, and who changed an address. */
export function rowsOf(db: Db, which: SQL | undefined) {
  // The notice and the fact of the change are of one batch. It leaves at once, so the fact is among the latest.
  const changedBy = sql`(select e.actor_id from events e where e.school_id = ${mails.schoolId} and e.subject_id = ${mails.subjectId}
    and e.kind in ('user.changed', 'user.deactivated', 'school.changed') and e.at = ${mails.createdAt} order by e.seq desc limit 1)`;
  return db
    .select({
      mail: mails,
      school: packed(schools),
      invite: packedOrNull(invites),
      inviter: packedOrNull(inviter),
      isThere: sql<number>`${memberships.status} = 'active'`,
      holder: packedOrNull(holder),
      actor: packedOrNull(actor),
      asker: packedOrNull(asker),
      isAnew: sql<number>`exists (select 1 from mails m where m.kind = ${mails.kind} and m.subject_id = ${mails.subjectId}
        and m.generation < ${mails.generation} and m.status <> 'cancelled')`,
    })
    .from(mails)
    .innerJoin(schools, eq(schools.id, mails.schoolId))
    .leftJoin(
      invites,
      and(
        inArray(mails.kind, ["invite", "invite_again", "reminder"]),
        eq(invites.id, mails.subjectId),
      ),
    )
    .leftJoin(inviter, eq(inviter.id, invites.invitedById))
    .leftJoin(
      memberships,
      and(eq(memberships.userId, inviter.id), eq(memberships.schoolId, invites.schoolId)),
    )
    .leftJoin(
      holder,
      and(
        inArray(mails.kind, ["reset", "address_changed", "welcome", "digest"]),
        eq(holder.id, mails.subjectId),
      ),
    )
    .leftJoin(
      actor,
      and(inArray(mails.kind, ["address_changed", "recovery_address"]), eq(actor.id, changedBy)),
    )
    .leftJoin(
      recoveries,
      and(inArray(mails.kind, ["recovery", "recovery_asked"]), eq(recoveries.id, mails.subjectId)),
    )
    .leftJoin(asker, eq(asker.id, recoveries.askedById))
    .where(which)
    .orderBy(desc(mails.sentAt), desc(mails.createdAt), desc(mails.generation))
    .limit(200);
}

/** The same by their ids. */
export function rowsNamed(db: Db, ids: readonly string[]) {
  return rowsOf(db, isNamed(JSON.stringify(ids)));
}

/** Whether a mail is one of those whose ids these are, as JSON. */
export function isNamed(ids: OrPlace<string>): SQL {
  return sql`${mails.id} in (select value from json_each(${ids}))`;
}
