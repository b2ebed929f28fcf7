import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { holder, inviter } from "#db/aliases";
import { open } from "#db/client";
import { carriedOn, insertWhere, packed, packedOrNull } from "#db/rows";
import { invites, memberships, schools, sessions, users } from "#db/schema";
import { DomainError } from "#domain/errors";
import { accept, type DeadReason, deadReason, type Invite } from "#domain/invites";
import { fullName, PersonName, Phone } from "#domain/names";
import { passwordSlip } from "#domain/passwords";
import { permissionsOf } from "#domain/staff";
import { Username } from "#domain/usernames";
import type { Account, Membership } from "#domain/users";
import { isCommonPassword } from "../accounts/common-passwords.ts";
import { hashPassword } from "../accounts/sessions.ts";
import { beginSession } from "../accounts/sign-in.ts";
import { announce } from "../events/announce.ts";
import { brokenUnique, type Command, commitAll, type Step, settle } from "../events/commit.ts";
import { replace } from "../events/ledger.ts";
import type { AppContext } from "../http/app.ts";
import { readLink } from "../links.ts";
import { cancelRecoveriesOf } from "../recovery/commands.ts";
import { echo } from "../users/writes.ts";
import { difference } from "./commands.ts";

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
}

/** What the set-up form is sent with [I8]. */
export const SetUp = z.object({
  ...PersonName.shape,
  phone: z.optional(Phone),
  username: Username,
  password: z.string("Choose a password."),
});
export type SetUp = z.infer<typeof SetUp>;

/** Reads a token from the path. Null for a forged one, which costs no database read. */
export async function openLink(c: AppContext, token: string): Promise<OpenedLink | null> {
  const link = readLink(c.get("settings").linkKeys, "accept", token);
  if (!link) return null;
  const db = open(c.env.DB);
  const [row] = await db
    .select({
      invite: packed(invites),
      school: packed(schools),
      inviter: packedOrNull(inviter),
      holder: packedOrNull(holder),
    })
    .from(invites)
    .innerJoin(schools, eq(schools.id, invites.schoolId))
    .leftJoin(inviter, eq(inviter.id, invites.invitedById))
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
    dead: deadReason(row.invite, link.generation, c.get("now")),
    holder: row.holder,
  };
}

/**
 * The invitee has submitted the form: account, membership, session and acceptance in one batch. Gives the cookie's secret.
 * Refuses with `weak_password`, `username_taken`, `link_dead`, or `account_exists` when the address has found a holder meanwhile.
 */
export async function setUp(c: AppContext, token: string, form: SetUp): Promise<string> {
  const slip = passwordSlip(form.password, form.username, isCommonPassword);
  if (slip) throw new DomainError("weak_password", { fields: { password: slip } });
  const passwordHash = await hashPassword(form.password);
  return join(c, token, async ({ invite, holder }, isStillSeen) => {
    if (holder) throw new DomainError("account_exists");
    const db = open(c.env.DB);
    const account = newAccount(invite, form, passwordHash, c.get("now"));
    return {
      userId: account.id,
      writes: [
        // An address nobody has confirmed gives way to whoever proves the mailbox.
        db
          .update(users)
          .set({
            email: null,
            canonicalEmail: null,
            resetGeneration: sql`${users.resetGeneration} + 1`,
            resetExpiresAt: null,
            version: sql`${users.version} + 1`,
          })
          .where(
            and(
              eq(users.canonicalEmail, invite.canonicalEmail),
              isNull(users.emailConfirmedAt),
              isStillSeen,
            ),
          ),
        insertWhere(db, users, account, isStillSeen),
      ],
      echoes: await echoesOfGivingWay(c, invite),
    };
  });
}

/** The holder of the address has signed in to take up the offer of a second school. Gives the cookie's secret. */
export async function takeUp(
  c: AppContext,
  token: string,
  { id, passwordHash }: Account,
): Promise<string> {
  return join(c, token, async ({ holder }, isStillSeen) => {
    if (holder?.id !== id) throw new DomainError("bad_credentials");
    // Changes nothing, but carries the batch on while the invite and the password are as they were seen.
    const touch = open(c.env.DB)
      .update(users)
      .set({ emailConfirmedAt: holder.emailConfirmedAt })
      .where(
        and(
          eq(users.id, id),
          eq(users.passwordHash, passwordHash ?? ""),
          eq(users.version, holder.version),
          isStillSeen,
        ),
      );
    return { userId: id, writes: [touch] };
  });
}

/** Whose membership it shall be. All writes hang on `isStillSeen`: whatever follows is carried on by them. */
type Joining = (
  link: OpenedLink,
  isStillSeen: SQL,
) => Promise<{ userId: string; writes: Step["change"]; echoes?: Command[] }>;

/** Accepts an invite for the account that `whose` names, whose writes come first; the invite's guarded change holds them all. */
function join(c: AppContext, token: string, whose: Joining): Promise<string> {
  const now = c.get("now");
  return settle(async () => {
    const link = await openLink(c, token);
    if (!link) throw new DomainError("not_found");
    if (link.dead) throw new DomainError("link_dead");
    const seen = link.invite;
    const { userId, writes, echoes = [] } = await whose(link, stillSeen(seen));
    const next = accept(seen, userId, now);
    const session = beginSession(c, userId);
    const db = open(c.env.DB);
    const step: Step = {
      change: [
        ...writes,
        insertWhere(db, memberships, newMembership(seen, userId, now), carriedOn),
        insertWhere(db, sessions, session.row, carriedOn),
        replace(db, seen, next, carriedOn),
      ],
      fact: { kind: "invite.accepted", subjectId: seen.id, changes: difference(seen, next) },
    };
    const here = echoes
      .filter(({ school }) => school === seen.schoolId)
      .flatMap(({ steps }) => steps);
    const elsewhere = echoes.filter(({ school }) => school !== seen.schoolId);
    const command = { school: seen.schoolId, actor: userId, now, steps: [step, ...here] };
    const committed = await commitAll(c.env, [command, ...elsewhere]).catch(refused);
    if (committed.length === 0) return null;
    for (const each of committed) announce(c.env, c.executionCtx, each);
    await cancelRecoveriesOf(c, userId);
    return session.secret;
  });
}

function stillSeen({ id, version }: Invite): SQL {
  return sql`exists (select 1 from ${invites} where ${invites.id} = ${id} and ${invites.version} = ${version})`;
}

/** Whoever had the address unconfirmed loses it: their schools hear of that. */
async function echoesOfGivingWay(c: AppContext, { canonicalEmail }: Invite): Promise<Command[]> {
  const losing = await open(c.env.DB)
    .select({ id: users.id, school: memberships.schoolId })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(and(eq(users.canonicalEmail, canonicalEmail), isNull(users.emailConfirmedAt)));
  return losing.map(({ id, school }) => echo(school, id, c.get("now")));
}

function newAccount(invite: Invite, form: SetUp, passwordHash: string, now: number): Account {
  return {
    id: crypto.randomUUID(),
    username: form.username,
    email: invite.email,
    canonicalEmail: invite.canonicalEmail,
    // Following the link has just proved the mailbox.
    emailConfirmedAt: now,
    title: form.title || null,
    givenName: form.givenName,
    middleName: form.middleName || null,
    familyName: form.familyName,
    phone: form.phone || null,
    passwordHash,
    passwordState: "own",
    resetGeneration: 0,
    resetExpiresAt: null,
    createdAt: now,
    version: 1,
  };
}

function newMembership(invite: Invite, userId: string, now: number): Membership {
  const { schoolId, role, staffType } = invite;
  return {
    schoolId,
    userId,
    role,
    staffType,
    ...permissionsOf(staffType),
    status: "active",
    joinedAt: now,
    lastSeenAt: now,
    version: 1,
  };
}

function refused(error: unknown): never {
  const broken = brokenUnique(error);
  if (broken === "users.username") throw new DomainError("username_taken");
  if (broken === "users.canonical_email" || broken === "memberships.school_id")
    throw new DomainError("account_exists");
  throw error;
}
