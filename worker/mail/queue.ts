import { and, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client";
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
  const { isOwn = false, dueAt, id = crypto.randomUUID(), ...mail } = letter;
  const mailbox = mailboxOf(mail.recipient);
  const share = isOwn ? sql`'own'` : shareOfSchool(school, now);
  const isRoomy = dispensable.includes(mail.kind) ? hasRoom(mailbox, share, now) : sql`true`;
  const mayLeave = !patient.includes(mail.kind)
    ? sql`true`
    : and(
        hasRoom(mailbox, share, now),
        notices.includes(mail.kind) ? sql`not ${wasToldLately(mail, school, now)}` : undefined,
      );
  const times = timesOf(sql`may.leave`, dueAt);
  return insertFrom(
    db,
    mails,
    {
      ...untried,
      ...mail,
      id,
      schoolId: school,
      createdAt: now,
      status: sql`case when may.go then 'sending' else 'queued' end`,
      attempts: sql`may.go`,
      mailbox,
      share,
      countsAt: times.countsAt,
      dueAt: sql`case when may.go then ${now + lease} else ${times.dueAt} end`,
    },
    sql`from (select ${mayLeave} as leave, ${mayLeave} and ${dueAt <= now ? atOnce : sql`false`} as go) may
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
export function timesOf(mayLeave: SQL, dueAt: number): { dueAt: SQL; countsAt: SQL } {
  return {
    dueAt: sql`case when ${mayLeave} then ${dueAt} else ${dueAt + noticeWait} end`,
    countsAt: sql`case when ${mayLeave} then ${dueAt} end`,
  };
}

function wasToldLately(
  { kind, recipient }: Pick<Letter, "kind" | "recipient">,
  school: string,
  now: number,
): SQL {
  return sql`exists (select 1 from ${mails} r where r.mailbox = ${mailboxOf(recipient)} and r.counts_at > ${now - noticeWait}
    and r.school_id = ${school} and r.recipient = ${recipient} and r.kind = ${kind})`;
}
