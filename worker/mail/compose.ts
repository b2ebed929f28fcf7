import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { actor, asker, holder, inviter } from "#db/aliases";
import { open } from "#db/client";
import { packed, packedOrNull } from "#db/rows";
import { invites, type MailKind, mails, memberships, recoveries, schools } from "#db/schema";
import { resetLife } from "#domain/accounts/resets";
import { canonicalEmail, deliverableEmail } from "#domain/emails";
import { noticeWait } from "#domain/emails/mailboxes";
import { fullName } from "#domain/names";
import { confirmTime } from "#domain/recoveries";
import { addressWait } from "#domain/recoveries/addresses";
import { publishedLogo } from "#domain/schools/logo";
import { type Env, type Settings, settings } from "../env.ts";
import { signLink } from "../links.ts";
import type { FromSchool } from "./letterhead.tsx";
import { type AddressChanged, addressChanged, movedSentence } from "./letters/address-changed.tsx";
import { invitation } from "./letters/invitation.tsx";
import { recoveryMail } from "./letters/recovery.tsx";
import {
  type RecoveryAddressChanged,
  recoveryAddress,
  recoveryAddressSentence,
} from "./letters/recovery-address.tsx";
import {
  type RecoveryAsked,
  recoveryAsked,
  recoveryAskedSentence,
} from "./letters/recovery-asked.tsx";
import { recoveryGranted, recoveryGrantedSentence } from "./letters/recovery-granted.tsx";
import { resetMail } from "./letters/reset.tsx";
import { summedUp } from "./letters/summed-up.tsx";
import type { Outgoing, Words } from "./outgoing.ts";
import { spoken, spokenUsername, subjectWith } from "./plain.ts";
import { notices } from "./queue.ts";
import type { Mailbox } from "./sender.ts";
import { clock, moment } from "./when.ts";

type RecoveryMail = Extract<MailKind, `recovery${string}`>;
type Row = Awaited<ReturnType<typeof rowsOf>>[number];

/** Writes these mails out, by id. Empty while the deployment has no address or no keys to make links with. */
export async function write(
  env: Env,
  wanted: readonly { id: string }[],
): Promise<Map<string, Outgoing>> {
  const ids = JSON.stringify(wanted.map(({ id }) => id));
  const letters = await written(env, sql`${mails.id} in (select value from json_each(${ids}))`);
  return new Map(letters.map((letter) => [letter.id, letter]));
}

/** Mails that have left, newest first, made anew from their rows; at most 200. Only for the dev mailbox. */
export function sent(env: Env, which: { id?: string; to?: string }): Promise<Outgoing[]> {
  const chosen = and(
    eq(mails.status, "sent"),
    which.id === undefined ? undefined : eq(mails.id, which.id),
    which.to === undefined ? undefined : eq(mails.recipient, canonicalEmail(which.to)),
  );
  return written(env, chosen);
}

/** A mail that has yet to leave, and when it does; epoch milliseconds. */
export interface Waiting extends Outgoing {
  dueAt: number;
}

/** Mails that have yet to leave, the next first; at most 200. Only for the dev mailbox. */
export async function waiting(env: Env, { to }: { to?: string }): Promise<Waiting[]> {
  const found = settings(env);
  if (!found) return [];
  const rows = await rowsOf(
    env,
    and(
      inArray(mails.status, ["queued", "sending"]),
      to === undefined ? undefined : eq(mails.recipient, canonicalEmail(to)),
    ),
  );
  const letters = await Promise.all(
    rows.map(async (row) => ({ ...(await compose(found, row)), dueAt: row.mail.dueAt ?? 0 })),
  );
  return letters.sort((one, other) => one.dueAt - other.dueAt);
}

async function written(env: Env, which: SQL | undefined): Promise<Outgoing[]> {
  const found = settings(env);
  if (!found) return [];
  const rows = await rowsOf(env, which);
  const others = await toldAlong(env, rows);
  return Promise.all(
    rows.map((row) => {
      const along = others.filter(({ mail }) => mail.toldIn === row.mail.id);
      return along.length > 0 ? inOne(found, row, along) : compose(found, row);
    }),
  );
}

/** What these mails tell besides, of notices that waited with them. Nobody asks where none has waited. */
async function toldAlong(env: Env, rows: Row[]): Promise<Row[]> {
  const waited = rows.flatMap(({ mail: { id, kind, createdAt, countsAt } }) =>
    notices.includes(kind) && countsAt !== null && countsAt - createdAt >= noticeWait ? [id] : [],
  );
  if (waited.length === 0) return [];
  return rowsOf(
    env,
    sql`${mails.toldIn} in (select value from json_each(${JSON.stringify(waited)}))`,
  );
}

/** One mail for a notice and those that waited with it. */
async function inOne(found: Settings, row: Row, along: Row[]): Promise<Outgoing> {
  const { id, kind, sentAt, recipient: to } = row.mail;
  const told = [row, ...along]
    .sort((one, other) => one.mail.createdAt - other.mail.createdAt)
    .map((each) => sentenceOf(found, each));
  const link = `${found.origin}/sign-in`;
  const words = await summedUp({ ...fromSchool(found, row), told, link });
  return { id, kind, sentAt, to, replyTo: null, ...words };
}

function sentenceOf(found: Settings, row: Row): string {
  switch (row.mail.kind) {
    case "address_changed":
      return movedSentence(movedNotice(found, row));
    case "recovery_address":
      return recoveryAddressSentence(addressNotice(found, row));
    case "recovery_asked":
      return recoveryAskedSentence(askedNotice(found, row));
    case "recovery_granted":
      return recoveryGrantedSentence(fromSchool(found, row));
    default:
      throw new Error("Only notices are summed up.");
  }
}

/** Mails with what they are about: an invite and who sent it, an account, a recovery and who asked, and who changed an address. */
function rowsOf(env: Env, which: SQL | undefined) {
  // The notice and the fact of the change are of one batch. It leaves at once, so the fact is among the latest.
  const changedBy = sql`(select e.actor_id from events e where e.school_id = ${mails.schoolId} and e.subject_id = ${mails.subjectId}
    and e.kind in ('user.changed', 'user.deactivated', 'school.changed') and e.at = ${mails.createdAt} order by e.seq desc limit 1)`;
  return open(env.DB)
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
      and(inArray(mails.kind, ["invite", "invite_again"]), eq(invites.id, mails.subjectId)),
    )
    .leftJoin(inviter, eq(inviter.id, invites.invitedById))
    .leftJoin(
      memberships,
      and(eq(memberships.userId, inviter.id), eq(memberships.schoolId, invites.schoolId)),
    )
    .leftJoin(
      holder,
      and(inArray(mails.kind, ["reset", "address_changed"]), eq(holder.id, mails.subjectId)),
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

async function compose(found: Settings, row: Row): Promise<Outgoing> {
  const { id, kind, sentAt } = row.mail;
  switch (kind) {
    case "invite":
    case "invite_again":
      return {
        id,
        kind,
        sentAt,
        to: addressee(row.mail, presentIn(row.invite)),
        replyTo: replyTo(row),
        ...asAnew(row, await invited(found, row)),
      };
    case "reset":
      return {
        id,
        kind,
        sentAt,
        to: addressee(row.mail, presentIn(row.holder)),
        replyTo: null,
        ...asAnew(row, await reset(found, row)),
      };
    case "address_changed":
      return {
        id,
        kind,
        sentAt,
        to: row.mail.recipient,
        replyTo: null,
        ...(await addressChanged(movedNotice(found, row))),
      };
    case "recovery":
    case "recovery_asked":
    case "recovery_granted":
    case "recovery_address":
      return {
        id,
        kind,
        sentAt,
        to: row.mail.recipient,
        replyTo: null,
        ...(await recovering(found, kind, row)),
      };
    default:
      return kind satisfies never;
  }
}

function invited(found: Settings, row: Row): Promise<Words> {
  const { origin, linkKeys, inviteLife } = found;
  const { mail, school, inviter } = row;
  const invite = presentIn(row.invite);
  const isLatest = mail.generation === invite.generation;
  return invitation({
    ...fromSchool(found, row),
    invitedBy: inviter && spoken(fullName(inviter), "Somebody"),
    role: invite.role,
    staffType: invite.staffType,
    // Later links have times of their own, and typing has won this one some [I7].
    until: moment(
      isLatest && !invite.extended ? invite.expiresAt : mail.createdAt + inviteLife,
      school.timeZone,
    ),
    link: `${origin}/accept/${signLink(linkKeys, "accept", invite.id, mail.generation)}`,
  });
}

function reset(found: Settings, row: Row): Promise<Words> {
  const { origin, linkKeys } = found;
  const { mail, school } = row;
  const { id, username } = presentIn(row.holder);
  return resetMail({
    ...fromSchool(found, row),
    username: spokenUsername(username),
    until: moment(mail.createdAt + resetLife, school.timeZone),
    link: `${origin}/reset/${signLink(linkKeys, "reset", id, mail.generation)}`,
  });
}

function movedNotice(found: Settings, row: Row): AddressChanged {
  const { mail, holder, actor, school } = row;
  return {
    ...fromSchool(found, row),
    username: spokenUsername(presentIn(holder).username),
    changedBy: actor && spoken(fullName(actor), "Somebody"),
    at: moment(mail.createdAt, school.timeZone),
  };
}

function askedNotice(found: Settings, row: Row): Omit<RecoveryAsked, "link"> {
  const { mail, asker, school } = row;
  return {
    ...fromSchool(found, row),
    askedBy: spoken(asker ? fullName(asker) : "", "An Admin"),
    at: moment(mail.createdAt, school.timeZone),
  };
}

function addressNotice(found: Settings, row: Row): RecoveryAddressChanged {
  const { mail, actor, school } = row;
  return {
    ...fromSchool(found, row),
    changedBy: spoken(actor ? fullName(actor) : "", "Somebody"),
    at: moment(mail.createdAt, school.timeZone),
    from: moment(mail.createdAt + addressWait, school.timeZone),
  };
}

function recovering(found: Settings, kind: RecoveryMail, row: Row): Promise<Words> {
  const { origin, linkKeys } = found;
  const { mail, school, asker } = row;
  const from = fromSchool(found, row);
  switch (kind) {
    case "recovery":
      return recoveryMail({
        ...from,
        askedBy: spoken(asker ? fullName(asker) : "", "An Admin"),
        until: moment(mail.createdAt + confirmTime, school.timeZone),
        link: `${origin}/recovery/${signLink(linkKeys, "recovery", mail.subjectId, mail.generation)}`,
      });
    case "recovery_asked":
      return recoveryAsked({ ...askedNotice(found, row), link: `${origin}/s/${school.id}/access` });
    case "recovery_granted":
      return recoveryGranted({ ...from, link: `${origin}/sign-in` });
    case "recovery_address":
      return recoveryAddress(addressNotice(found, row));
    default:
      return kind satisfies never;
  }
}

/** A later link names its time: mail programs fold mails of one subject, and show the oldest. */
function asAnew({ mail, isAnew, school }: Row, words: Words): Words {
  if (!isAnew) return words;
  const addition = ` (new link, ${clock(mail.createdAt, school.timeZone)})`;
  return { ...words, subject: subjectWith(words.subject, addition) };
}

function fromSchool({ origin }: Settings, { school }: Row): FromSchool {
  const logo = publishedLogo(school);
  return { school: spoken(school.name, "your school"), logo: logo && `${origin}${logo.url}` };
}

/** The address as it was typed, in letters that reach somebody. */
function addressee(
  mail: Row["mail"],
  { email, canonicalEmail: canonical }: { email: string | null; canonicalEmail: string | null },
) {
  return email !== null && mail.recipient === canonical ? deliverableEmail(email) : mail.recipient;
}

/** A question goes to whoever invited, while they are at the school and their address is known to be theirs. */
function replyTo({ inviter, isThere }: Row): Mailbox | null {
  if (!inviter?.email || !inviter.emailConfirmedAt || !isThere) return null;
  return { email: deliverableEmail(inviter.email), name: spoken(fullName(inviter)) };
}

function presentIn<T>(row: T | null): T {
  if (row === null) throw new Error("A mail has lost its subject.");
  return row;
}
