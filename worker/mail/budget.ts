import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { OrPlace } from "#db/prepared";
import { mails, schools } from "#db/schema";
import { budgets, type Share, strangerFor } from "#domain/emails/mailboxes";

const hour = 3600_000;
const day = 24 * hour;

/** The same as the domain's `mailboxOf`, of a column that holds a canonical address. */
export function mailboxIn(email: SQLWrapper): SQL<string> {
  const isTagged = sql`instr(${email}, '+') > 1 and instr(${email}, '+') < instr(${email}, '@')`;
  return sql`case when ${isTagged} then substr(${email}, 1, instr(${email}, '+') - 1) || substr(${email}, instr(${email}, '@')) else ${email} end`;
}

/** The share that a school's mail counts in; a stranger's for a school that is not there yet. */
export function shareOfSchool(school: SQLWrapper | string, now: OrPlace<number>): SQL<Share> {
  return sql`coalesce((select case when k.created_at > ${now} - ${strangerFor} then 'stranger' else 'school' end
    from ${schools} k where k.id = ${school}), 'stranger')`;
}

/**
 * Whether one more mail of this share may go to a mailbox now, `ahead` others of the same moment being before it. Part of
 * the statement that queues, so that no two find the same room.
 */
export function hasRoom(
  mailbox: SQLWrapper | string,
  share: SQLWrapper | string,
  now: OrPlace<number>,
  ahead: SQL = sql`0`,
): SQL {
  const isOwn = sql`b.share = 'own'`;
  const isStranger = sql`b.share = 'stranger'`;
  const fits = (which: SQL, most: { hour: number; day: number }) =>
    sql`total(${which} and b.counts_at > ${now} - ${hour}) + ${ahead} < ${most.hour}
      and total(${which}) + ${ahead} < ${most.day}`;
  return sql`(select case given.share when 'own' then (${fits(isOwn, budgets.own)}) or (${fits(isOwn, budgets.always)})
      else ${fits(sql`not ${isOwn}`, budgets.others)} and (given.share = 'school' or (${fits(isStranger, budgets.strangers)})) end
    from (select ${mailbox} as mailbox, ${share} as share) given
    left join ${mails} b on b.mailbox = given.mailbox and b.counts_at > ${now} - ${day} and ${mayHaveLeft(sql`b`)})`;
}

/**
 * What a school may still send within the hour, as SQL: the quota counts what has left. Invites, reminders and digests leave a tenth of it to
 * what people wait for, so that a long list holds up no password.
 */
export function quotaOf(quota: number, school: OrPlace<string>, now: OrPlace<number>) {
  const left = sql`from ${mails} q where q.school_id = ${school} and q.counts_at > ${now} - ${hour} and q.counts_at <= ${now} and q.attempts > 0`;
  const most = (kind: SQLWrapper) =>
    sql`(case when ${kind} in ('invite', 'reminder', 'digest') then ${quota - Math.floor(quota / 10)} else ${quota} end)`;
  return {
    hasRoom: (kind: SQLWrapper, ahead = sql`0`) =>
      sql`(select count(*) ${left}) + ${ahead} < ${most(kind)}`,
    freeAt: sql`coalesce((select min(q.counts_at) ${left}), ${now}) + ${hour}`,
  };
}

/** Mail that was thought better of in time never went to anybody. */
export function mayHaveLeft(mail: SQLWrapper = mails): SQL {
  return sql`(${mail}.status <> 'cancelled' or ${mail}.attempts > 0)`;
}
