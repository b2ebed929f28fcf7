import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { packed } from "#db/rows";
import { invites, mails, memberships, schools, users } from "#db/schema";
import { canonicalEmail } from "#domain/emails";
import { fullName } from "#domain/names";
import { type Env, type Settings, settings } from "../env.ts";
import { signLink } from "../links.ts";
import { invitation } from "./invitation.tsx";
import { spoken } from "./plain.ts";
import type { Mailbox } from "./sender.ts";
import { moment } from "./when.ts";

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

/** A mail as it leaves. Holds a live link: never to be stored or logged. */
export interface Outgoing {
  id: string;
  to: string;
  replyTo: Mailbox | null;
  subject: string;
  text: string;
  html: string;
  sentAt: number | null;
}

/** Writes these mails out, by id. Empty while the deployment has no address or no keys to make links with. */
export async function write(env: Env, wanted: readonly { id: string }[]): Promise<Map<string, Outgoing>> {
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

async function written(env: Env, which: SQL | undefined): Promise<Outgoing[]> {
  const found = settings(env);
  if (!found) return [];
  const rows = await rowsOf(env, which);
  return Promise.all(rows.map((row) => compose(found, row)));
}

function rowsOf(env: Env, which: SQL | undefined) {
  return open(env.DB)
    .select({
      mail: mails,
      invite: packed(invites),
      school: packed(schools),
      inviter: packed(users),
      isThere: sql<number>`${memberships.status} = 'active'`,
    })
    .from(mails)
    .innerJoin(invites, eq(invites.id, mails.subjectId))
    .innerJoin(schools, eq(schools.id, invites.schoolId))
    .leftJoin(users, eq(users.id, invites.invitedById))
    .leftJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.schoolId, invites.schoolId)))
    .where(which)
    .orderBy(desc(mails.sentAt), desc(mails.createdAt), desc(mails.generation))
    .limit(200);
}

async function compose({ origin, linkKeys, inviteLife }: Settings, row: Row): Promise<Outgoing> {
  const { mail, invite, school, inviter } = row;
  if (!invite || !school) throw new Error("A mail has lost its subject.");
  const isLatest = mail.generation === invite.generation;
  const words = await invitation({
    school: spoken(school.name) || "your school",
    invitedBy: inviter && (spoken(fullName(inviter)) || "Somebody"),
    role: invite.role,
    staffType: invite.staffType,
    // Later links have times of their own, and typing has won this one some [I7].
    until: moment(isLatest && !invite.extended ? invite.expiresAt : mail.createdAt + inviteLife, school.timeZone),
    link: `${origin}/accept/${signLink(linkKeys, "accept", invite.id, mail.generation)}`,
  });
  return { id: mail.id, to: addressee(mail, invite), replyTo: replyTo(row), sentAt: mail.sentAt, ...words };
}

/** The address as it was typed, in the letters it was judged in; compatibility forms of @ and dots reach nobody. */
function addressee(mail: Row["mail"], { email, canonicalEmail: canonical }: { email: string; canonicalEmail: string }): string {
  return mail.recipient === canonical ? email.trim().normalize("NFKC") : mail.recipient;
}

/** A question goes to whoever invited, while they are at the school and their address is known to be theirs. */
function replyTo({ inviter, isThere }: Row): Mailbox | null {
  if (!inviter?.email || !inviter.emailConfirmedAt || !isThere) return null;
  return { email: inviter.email, name: spoken(fullName(inviter)) };
}
