import { and, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import type { OrPlace } from "#db/prepared";
import { insertEach, insertFrom } from "#db/rows";
import { type MailKind, mails, untried } from "#db/schema";
import { mailboxOf, noticeWait } from "#domain/emails/mailboxes";
import { hasRoom, shareOfSchool } from "./budget.ts";
import { lease } from "./claims.ts";

/** A mail that leaves once the step is committed. */
export interface Letter {
  /** Made where it is left out. */
  id?: string;
  kind: MailKind;
  subjectId: string;
  generation: number;
  /** Canonical. */
  recipient: string;
  /** Not before, epoch milliseconds. */
  dueAt: number;
  /** From when on it is better not sent at all. */
  until?: number;
  /** Whether it is about an account whose holder has confirmed the address. */
  isOwn?: boolean;
}

/** What somebody must be told, with or without room: it waits, and what waits for one address is told in one mail. */
export const notices: readonly MailKind[] = [
  "address_changed",
  "recovery_address",
  "recovery_asked",
  "recovery_granted",
];

/** What waits for room instead of being refused: notices, and the link that a recovery hangs on. */
export const patient: readonly MailKind[] = [...notices, "recovery"];

/** What is not written at all where there is no room: nobody waits for it. */
const dispensable: readonly MailKind[] = ["reminder", "welcome", "digest"];

/**
 * Queues a mail where `condition` holds. What is patient waits where its mailbox has no room, and a notice also where its
 * address was told the like within the hour; what is dispensable is dropped there. All else was refused before, by whoever
 * wrote the row it is about. Where `atOnce` holds a mail that is due is claimed for whoever queues it.
 */
export function queueMail(
  db: Db,
  letter: Letter,
  school: string,
  now: number,
  condition: SQL,
  atOnce = sql`false`,
) {
  const values = queuedOf(letter, school, now);
  return queueing(db, values, sortOf(letter, now), condition, atOnce);
}

/** What of a letter is written. */
export interface Queued extends Required<Omit<Letter, "kind" | "until" | "isOwn">> {
  until: number | null;
  mailbox: string;
  school: string;
  now: number;
}

/** What the wording of its statement depends on. */
export interface Sort {
  kind: MailKind;
  isOwn: boolean;
  isDue: boolean;
}

export function queuedOf(letter: Letter, school: string, now: number): Queued {
  const {
    id = crypto.randomUUID(),
    subjectId,
    generation,
    recipient,
    dueAt,
    until = null,
  } = letter;
  const mailbox = mailboxOf(recipient);
  return { id, subjectId, generation, recipient, dueAt, until, mailbox, school, now };
}

export function sortOf({ kind, isOwn = false, dueAt }: Letter, now: number): Sort {
  return { kind, isOwn, isDue: dueAt <= now };
}

/** The statement of `queueMail`, over values that may have yet to be filled in. */
export function queueing(
  db: Db,
  { school, now, dueAt, ...mail }: { [K in keyof Queued]: OrPlace<Queued[K]> },
  { kind, isOwn, isDue }: Sort,
  condition: SQL,
  atOnce: SQL,
) {
  const { mailbox } = mail;
  const share = isOwn ? sql`'own'` : shareOfSchool(school, now);
  const isRoomy = dispensable.includes(kind) ? hasRoom(mailbox, share, now) : sql`true`;
  const mayLeave = !patient.includes(kind)
    ? sql`true`
    : and(
        hasRoom(mailbox, share, now),
        notices.includes(kind) ? sql`not ${wasToldLately(kind, mail, school, now)}` : undefined,
      );
  const times = timesOf(sql`may.leave`, dueAt);
  return insertFrom(
    db,
    mails,
    {
      ...untried,
      ...mail,
      kind,
      schoolId: school,
      createdAt: now,
      status: sql`case when may.go then 'sending' else 'queued' end`,
      attempts: sql`may.go`,
      share,
      countsAt: times.countsAt,
      dueAt: sql`case when may.go then ${now} + ${lease} else ${times.dueAt} end`,
    },
    sql`from (select ${mayLeave} as leave, ${mayLeave} and ${isDue ? atOnce : sql`false`} as go) may
      where ${condition} and ${isRoomy}`,
  );
}

/** Queues the mails of many invites, each where `condition`, over its `j.value`, holds. Room was looked for before, as for one. */
export function queueInvites(
  db: Db,
  letters: readonly Letter[],
  school: string,
  now: number,
  condition: SQL,
) {
  const rows = letters.map((letter) => ({
    ...untried,
    ...letter,
    id: crypto.randomUUID(),
    schoolId: school,
    createdAt: now,
    status: "queued" as const,
    mailbox: mailboxOf(letter.recipient),
    countsAt: letter.dueAt,
  }));
  return insertEach(db, mails, rows, condition, { share: shareOfSchool(school, now) });
}

/** When a mail is due and from when on it counts: `dueAt` where it may leave, else later, and not yet. */
export function timesOf(mayLeave: SQL, dueAt: OrPlace<number>): { dueAt: SQL; countsAt: SQL } {
  return {
    dueAt: sql`case when ${mayLeave} then ${dueAt} else ${dueAt} + ${noticeWait} end`,
    countsAt: sql`case when ${mayLeave} then ${dueAt} end`,
  };
}

function wasToldLately(
  kind: MailKind,
  { recipient, mailbox }: { recipient: OrPlace<string>; mailbox: OrPlace<string> },
  school: OrPlace<string>,
  now: OrPlace<number>,
): SQL {
  return sql`exists (select 1 from ${mails} r where r.mailbox = ${mailbox} and r.counts_at > ${now} - ${noticeWait}
    and r.school_id = ${school} and r.recipient = ${recipient} and r.kind = ${kind})`;
}
