import { and, eq, lte, type SQL, sql } from "drizzle-orm";
import { type Db, open } from "#db/client";
import { carriedOn, packed } from "#db/rows";
import { invites, mails, memberships, recoveries, schools, users } from "#db/schema";
import { undoTime } from "#domain/invites";
import type { Env } from "../env.ts";
import { commit } from "../events/commit.ts";
import type { Committed } from "../events/committed.ts";
import { settle } from "../events/settle.ts";
import { replace } from "../invites/writes.ts";
import { quotaOf } from "./budget.ts";
import { misfortuneOf } from "./fates.ts";
import { heardBy } from "./heard.ts";
import { busyPause, type Fate, fateOf, type Outcome } from "./outcome.ts";
import { letWait, sumUp } from "./waiting.ts";

/** How long a claimed mail is its claimer's; then its outcome counts as unknown. Milliseconds. */
export const lease = 2 * 60_000;
/** How long a mail of a withdrawn invite waits beyond the time in which the withdrawal can be taken back. */
const slack = 2_000;

/** A mail that is ours to send until `dueAt`. */
export type Claimed = typeof mails.$inferSelect & { dueAt: number };

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
  const quota = quotaOf(env, school, now);
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
        dueAt: now + lease,
        countsAt: now,
        attempts: sql`${mails.attempts} + 1`,
        doubts: sql`${mails.doubts} + (${mails.status} = 'sending')`,
      })
      .where(sql`${mails.id} in ${next}`)
      .returning(),
    db
      .update(mails)
      .set({ dueAt: quota.freeAt })
      .where(and(due, sql`not (${quota.hasRoom(mails.kind)})`)),
  ]);
  return claimed.flatMap((mail) => (mail.dueAt === null ? [] : [{ ...mail, dueAt: mail.dueAt }]));
}

/**
 * Writes down what became of a claimed mail, with the invite's fact where the invite still cares; null without one.
 * Neither is written once somebody else has claimed the mail. Of other mail it is news where somebody waits for it in vain.
 */
export async function record(
  env: Env,
  mail: Claimed,
  outcome: Outcome,
  now: number,
): Promise<Committed | null> {
  const fate = fateOf(mail, outcome, now, Math.random());
  if (mail.kind === "invite" || mail.kind === "reminder")
    return recordWithInvite(env, mail, fate, now);
  const written = open(env.DB).update(mails).set(fate.row).where(ours(mail));
  const misfortune = misfortuneOf(mail, fate.delivery);
  if (misfortune) {
    const clock = { env, school: mail.schoolId, actor: "clock" as const, now };
    return commit(clock, { steps: [{ change: [written], fact: misfortune }] });
  }
  await written;
  return null;
}

async function recordWithInvite(
  env: Env,
  mail: Claimed,
  { row, delivery, reason }: Fate,
  now: number,
): Promise<Committed | null> {
  const db = open(env.DB);
  const clock = { env, school: mail.schoolId, actor: "clock" as const, now };
  const written = await settle(
    clock,
    async (): Promise<{ news: Committed | null } | null> => {
      const [found] = await db
        .select({ invite: packed(invites) })
        .from(invites)
        .where(and(eq(invites.id, mail.subjectId), stillOurs(db, mail)));
      const seen = found?.invite;
      if (!seen) return { news: null };
      const told = { delivery, deliveryReason: reason, hardBounced: false };
      const heard = heardBy(seen, mail, told, now);
      if (!heard) {
        await db.update(mails).set(row).where(ours(mail));
        return { news: null };
      }
      const news = await commit(clock, {
        steps: [
          {
            change: [
              replace(db, seen, heard.next, stillOurs(db, mail)),
              db
                .update(mails)
                .set(row)
                .where(and(ours(mail), carriedOn)),
            ],
            fact: heard.fact,
          },
        ],
      });
      return news && { news: { ...news, mailDue: row.dueAt } };
    },
    10,
  );
  return written.news;
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

function ours(mail: Claimed): SQL | undefined {
  return and(
    eq(mails.id, mail.id),
    eq(mails.status, "sending"),
    eq(mails.attempts, mail.attempts),
    eq(mails.dueAt, mail.dueAt),
  );
}

function stillOurs(db: Db, mail: Claimed): SQL {
  return sql`exists ${db.select({ one: sql`1` }).from(mails).where(ours(mail))}`;
}
