import { and, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { holder, inviter, subject } from "#db/aliases";
import { open } from "#db/client";
import { names, packed, packedOrNull } from "#db/rows";
import { invites, schools } from "#db/schema";
import { type DeadReason, deadReason, type Invite } from "#domain/invites";
import { fullName } from "#domain/names";
import type { Account } from "#domain/users";
import type { Runtime } from "../act.ts";
import { readLink } from "../links.ts";

/** What a genuine link leads to. */
export interface OpenedLink {
  invite: Invite;
  generation: number;
  school: typeof schools.$inferSelect;
  invitedBy: string | null;
  /** Why it opens nothing, or null. */
  dead: DeadReason | null;
  /** The confirmed account elsewhere that has this address: then the link offers it a second school. */
  holder: Account | null;
  /** Who has this address without having confirmed it: the account's id and its schools', a space between. */
  unconfirmed: string | null;
  /** The account that was made, or that joined, through it. */
  acceptedBy: Account | null;
}

/** Reads a token from the path. Null for a forged one, which costs no database read. */
export async function openLink(
  { env, settings, now }: Runtime,
  token: string,
): Promise<OpenedLink | null> {
  const link = readLink(settings.linkKeys, "accept", token);
  if (!link) return null;
  const db = open(env.DB);
  const [row] = await db
    .select({
      invite: packed(invites),
      school: packed(schools),
      inviter: packedOrNull(inviter, names),
      holder: packedOrNull(holder),
      subject: packedOrNull(subject),
      unconfirmed: unconfirmedAt(invites.canonicalEmail).as("unconfirmed"),
    })
    .from(invites)
    .innerJoin(schools, eq(schools.id, invites.schoolId))
    .leftJoin(inviter, eq(inviter.id, invites.invitedById))
    .leftJoin(subject, eq(subject.id, invites.userId))
    .leftJoin(
      holder,
      and(
        eq(holder.canonicalEmail, invites.canonicalEmail),
        sql`${holder.emailConfirmedAt} is not null`,
      ),
    )
    .where(eq(invites.id, link.id));
  if (!row) return null;
  return {
    invite: row.invite,
    generation: link.generation,
    school: row.school,
    invitedBy: row.inviter && fullName(row.inviter),
    dead: deadReason(row.invite, link.generation, now),
    holder: row.holder,
    unconfirmed: row.unconfirmed,
    acceptedBy: row.subject,
  };
}

/** Who has an address without having confirmed it, as `OpenedLink` says. */
export function unconfirmedAt(canonicalEmail: SQLWrapper): SQL<string | null> {
  return sql`(select u.id || ' ' || coalesce((select group_concat(m.school_id, ' ' order by m.school_id)
      from memberships m where m.user_id = u.id), '')
    from users u where u.canonical_email = ${canonicalEmail} and u.email_confirmed_at is null)`;
}
