import { and, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { open } from "#db/client";
import type { OrPlace } from "#db/prepared";
import { isPending, packed } from "#db/rows";
import { invites, mails, memberships, schools, users } from "#db/schema";
import { mailboxOf } from "#domain/emails/mailboxes";
import { DomainError } from "#domain/errors";
import { type Invite, mailLimit } from "#domain/invites";
import type { Person } from "#domain/names";
import { person } from "#domain/names";
import type { Env } from "../env.ts";
import { hasRoom, mayHaveLeft, shareOfSchool } from "../mail/budget.ts";

/** The time within which mails to one address are counted [I3], milliseconds. */
export const mailDay = 24 * 3600_000;

/** What one school knows of an address [I2]; inactive accounts count. */
export interface AddressFacts {
  /** Whose account at the school has it. */
  holder: Person | null;
  pending: Invite | null;
  /** Invite mails to it within the last 24 hours [I3]. */
  mails: number;
  /** Whether its mailbox has room for one more, whoever sends it (R16). */
  hasRoom: boolean;
}

export async function addressFacts(
  env: Env,
  school: string,
  canonicalEmail: string,
  now: number,
): Promise<AddressFacts & { isHolderActive: boolean }> {
  const db = open(env.DB);
  const share = shareOfSchool(school, now);
  const [[account], [waiting], [sent], [mailbox]] = await db.batch([
    db
      .select({
        id: users.id,
        givenName: users.givenName,
        familyName: users.familyName,
        status: memberships.status,
      })
      .from(users)
      .innerJoin(
        memberships,
        and(eq(memberships.userId, users.id), eq(memberships.schoolId, school)),
      )
      .where(eq(users.canonicalEmail, canonicalEmail)),
    db
      .select({ invite: packed(invites) })
      .from(invites)
      .where(
        and(eq(invites.schoolId, school), eq(invites.canonicalEmail, canonicalEmail), isPending),
      ),
    db.select({ count: mailsTo(school, canonicalEmail, now).as("count") }).from(sql`(select 1)`),
    db
      .select({ hasRoom: hasRoom(mailboxOf(canonicalEmail), share, now).mapWith(Boolean) })
      .from(schools)
      .where(eq(schools.id, school)),
  ]);
  return {
    holder: person(account ?? null),
    isHolderActive: account?.status === "active",
    pending: waiting?.invite ?? null,
    mails: sent?.count ?? 0,
    hasRoom: mailbox?.hasRoom ?? false,
  };
}

/** Refuses with `account_exists`, `invite_pending` or `too_many_mails` when no link may go to this address. */
export function mayMail(facts: AddressFacts, own?: string): void {
  if (facts.holder) throw new DomainError("account_exists");
  if (facts.pending && facts.pending.id !== own) throw new DomainError("invite_pending");
  if (facts.mails >= mailLimit || !facts.hasRoom) throw new DomainError("too_many_mails");
}

/** The same once more inside the write itself, where no race can come between. */
export function stillMailable(school: string, canonicalEmail: string, now: number): SQL {
  return isMailable({ school, canonicalEmail, mailbox: mailboxOf(canonicalEmail), now });
}

/** An address at a school, for `isMailable`. */
export interface Mailable {
  school: string;
  canonicalEmail: string;
  mailbox: string;
  now: number;
}

/** The same over values that may have yet to be filled in. */
export function isMailable(at: { [K in keyof Mailable]: OrPlace<Mailable[K]> }): SQL {
  const { school, canonicalEmail, mailbox, now } = at;
  return sql`not exists (select 1 from ${users} join ${memberships} on ${memberships.userId} = ${users.id}
      where ${memberships.schoolId} = ${school} and ${users.canonicalEmail} = ${canonicalEmail})
    and ${mailsTo(school, canonicalEmail, now)} < ${mailLimit}
    and ${hasRoom(mailbox, shareOfSchool(school, now), now)}`;
}

/** How many invite mails went from a school to an address within the last 24 hours [I3]. */
export function mailsTo(
  school: string | SQLWrapper,
  canonicalEmail: string | SQLWrapper,
  now: OrPlace<number>,
): SQL<number> {
  return sql`(select count(*) from ${mails} where ${mails.schoolId} = ${school} and ${mails.recipient} = ${canonicalEmail}
    and ${mails.createdAt} > ${now} - ${mailDay} and ${mails.kind} in ('invite', 'invite_again', 'reminder') and ${mayHaveLeft()})`;
}

/** No other invite to its address is pending. Where that is part of the write, many can stand in one batch: none breaks it. */
export function onlyPending({ id, schoolId, canonicalEmail }: Invite): SQL {
  return sql`not exists (select 1 from invites p where p.school_id = ${schoolId} and p.canonical_email = ${canonicalEmail}
    and p.status = 'pending' and p.id <> ${id})`;
}
