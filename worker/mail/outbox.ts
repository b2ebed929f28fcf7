import { and, eq, lte, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { invites, mails, memberships, recoveries, schools, users } from "#db/schema";
import { undoTime } from "#domain/invites";
import { type Env, mailPerHour } from "../env.ts";
import { ours } from "./at-once.ts";
import { quotaOf } from "./budget.ts";
import { type Claimed, lease } from "./claims.ts";
import { busyPause } from "./outcome.ts";
import { letWait, sumUp } from "./waiting.ts";

/** How long a mail of a withdrawn invite waits beyond the time in which the withdrawal can be taken back. */
const slack = 2_000;

/**
 * Takes up to `most` due mails of a school, each for one claimer alone; `attempts` counts the coming try. One batch:
 * mails of dead or replaced links are cancelled first, and one whose lease has lapsed comes back with a doubt more. Of the
 * notices that waited, each address gets one, which tells them all, where its mailbox has room. What is beyond the
 * school's quota is left for later.
 */
export async function claim(
  env: Env,
  school: string,
  now: number,
  most: number,
): Promise<Claimed[]> {
  const db = open(env.DB);
  const due = and(eq(mails.schoolId, school), lte(mails.dueAt, now));
  const quota = quotaOf(mailPerHour(env), school, now);
  const doubts = sql`(${mails.doubts} + (${mails.status} = 'sending'))`;
  const undone = sql`${invites.status} = 'revoked' and ${invites.revokedAt} > ${now - undoTime - slack}`;
  const first = sql`select ${mails.id}, ${mails.kind}, ${mails.dueAt} from ${mails}
    where ${due} and ${quota.hasRoom(mails.kind)} order by ${mails.dueAt} limit ${most}`;
  const ranked = sql`select id, kind, row_number() over (order by due_at) - 1 as ahead from (${first})`;
  const next = sql`(select r.id from (${ranked}) r where ${quota.hasRoom(sql`r.kind`, sql`r.ahead`)})`;
  const [, , , , claimed] = await db.batch([
    // A withdrawal may yet be taken back, and then the mail must still leave.
    db
      .update(mails)
      .set({ dueAt: now + undoTime + slack })
      .where(and(due, inviteIs(undone))),
    db
      .update(mails)
      .set({ status: "cancelled", dueAt: null })
      .where(and(due, sql`not (${isWanted(now)})`)),
    sumUp(db, school, now),
    letWait(db, school, now),
    db
      .update(mails)
      .set({
        status: "sending",
        dueAt: sql`${now} + (${lease} << ${doubts})`,
        countsAt: now,
        attempts: sql`${mails.attempts} + 1`,
        doubts,
      })
      .where(sql`${mails.id} in ${next}`)
      .returning(),
    db
      .update(mails)
      .set({ dueAt: quota.freeAt })
      .where(and(due, sql`not (${quota.hasRoom(mails.kind)})`)),
  ]);
  return claimed.flatMap(ours);
}

/** Leaves what is still due in a school for a little later, untried. */
export async function putOff(env: Env, school: string, now: number): Promise<void> {
  await open(env.DB)
    .update(mails)
    .set({ dueAt: now + busyPause })
    .where(and(eq(mails.schoolId, school), eq(mails.status, "queued"), lte(mails.dueAt, now)));
}

/** Whether the mail comes in time, and the link it carries would work; one without a link is always wanted. */
function isWanted(now: number): SQL {
  const isOpen = sql`${invites.status} = 'pending' and ${invites.expiresAt} > ${now}`;
  const isInvited = inviteIs(isOpen);
  const wantsReminders = sql`exists (select 1 from ${schools} where ${schools.id} = ${mails.schoolId} and ${schools.reminders})`;
  const isForgotten = sql`${inviteIs(sql`${isOpen} and ${invites.openedAt} is null`)} and ${wantsReminders}`;
  const isReset = sql`exists (select 1 from ${users} where ${users.id} = ${mails.subjectId}
    and ${users.resetGeneration} = ${mails.generation} and ${users.resetExpiresAt} > ${now})`;
  const isAsked = sql`exists (select 1 from ${recoveries} where ${recoveries.id} = ${mails.subjectId}
    and ${recoveries.status} = 'asked' and ${recoveries.dueAt} > ${now})`;
  const wantsDigest = sql`exists (select 1 from ${memberships} join ${users} on ${users.id} = ${memberships.userId}
    where ${memberships.schoolId} = ${mails.schoolId} and ${memberships.userId} = ${mails.subjectId} and ${memberships.digestAt} is not null
      and ${memberships.status} = 'active' and ${memberships.role} in ('admin', 'owner')
      and ${users.canonicalEmail} = ${mails.recipient} and ${users.emailConfirmedAt} is not null)`;
  const isOfUse = sql`case ${mails.kind} when 'invite' then ${isInvited} when 'invite_again' then ${isInvited} when 'reminder' then ${isForgotten}
    when 'reset' then ${isReset} when 'recovery' then ${isAsked} when 'digest' then ${wantsDigest} else 1 end`;
  return sql`(${mails.until} is null or ${mails.until} > ${now}) and ${isOfUse}`;
}

/** Whether the link the mail carries is an invite's latest, and that invite is so. */
function inviteIs(so: SQL): SQL {
  return sql`exists (select 1 from ${invites} where ${invites.id} = ${mails.subjectId} and ${invites.generation} = ${mails.generation} and ${so})`;
}
