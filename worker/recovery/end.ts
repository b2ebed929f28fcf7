import { and, eq, isNotNull, lte, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { insertWhere, isPending, packed } from "#db/rows";
import { invites, memberships, recoveries, users } from "#db/schema";
import { canonicalEmail } from "#domain/emails";
import { expire, revoke, send } from "#domain/invites";
import { addressOf, grant, lapse, type Recovery } from "#domain/recoveries";
import type { Membership } from "#domain/users";
import { type Env, settings } from "../env.ts";
import { brokenUnique, commit, type Step, settle } from "../events/commit.ts";
import type { Committed } from "../events/committed.ts";
import { replace } from "../events/ledger.ts";
import { difference, letter } from "../invites/commands.ts";
import { isSeen, move, openRecovery, write } from "./writes.ts";

/** What the clock says of a school's open recovery: it lapses, or its new Owner is let in. The events of it. */
export async function recoverDue(env: Env, school: string, now: number): Promise<Committed[]> {
  const due = await openRecovery(env, school, lte(recoveries.dueAt, now));
  if (!due) return [];
  const committed =
    due.status === "asked"
      ? await move(env, school, due.id, "recovery.lapsed", null, now, (seen) => lapse(seen, now))
      : await letIn(env, due.id, now);
  return committed ? [committed] : [];
}

/**
 * Nobody has stopped it: an ordinary Owner's invite goes to the address that confirmed. Where that address already has
 * a confirmed account at the school, no invite could be accepted, and that account becomes an Owner's instead.
 */
async function letIn(env: Env, id: string, now: number): Promise<Committed | null> {
  const life = settings(env)?.inviteLife;
  if (life === undefined) return null;
  const done = await settle<{ committed: Committed | null }>(async () => {
    const [seen] = await open(env.DB).select().from(recoveries).where(eq(recoveries.id, id));
    const email = seen?.confirmedBy ? addressOf(seen, seen.confirmedBy) : null;
    if (!seen || !email) return { committed: null };
    const member = await memberWith(env, seen.schoolId, email);
    const inviteId = member ? null : crypto.randomUUID();
    const next = grant(seen, inviteId, now);
    if (!next) return { committed: null };
    const steps = member
      ? raise(env, seen, next, member, email, now)
      : await inviteOwner(env, seen, next, email, now, life);
    const committed = await commit(env, { school: seen.schoolId, actor: null, now, steps }).catch(
      nullIfPending,
    );
    return committed && { committed };
  }, 10);
  return done.committed;
}

/** The invite, and its mail, in place of whatever was pending for the address. */
async function inviteOwner(
  env: Env,
  seen: Recovery,
  next: Recovery,
  email: string,
  now: number,
  life: number,
): Promise<Step[]> {
  const db = open(env.DB);
  const details = {
    id: next.inviteId ?? "",
    schoolId: seen.schoolId,
    invitedById: null,
    email,
    role: "owner" as const,
  };
  const made = send(details, now, life);
  const isFree = sql`${isSeen(seen)} and not ${isMember(seen.schoolId, made.canonicalEmail)}`;
  const [pending] = await db
    .select()
    .from(invites)
    .where(
      and(
        eq(invites.schoolId, seen.schoolId),
        eq(invites.canonicalEmail, made.canonicalEmail),
        isPending,
      ),
    );
  const expired = pending && expire(pending, now);
  const ended = pending && (expired ?? revoke(pending, now));
  const making: Step = {
    change: [insertWhere(db, invites, made, isFree)],
    fact: { kind: "invite.sent", subjectId: made.id },
    mail: letter(made),
  };
  const isMade = sql`exists (select 1 from ${invites} where ${invites.id} = ${made.id})`;
  const granting: Step = {
    change: [write(env, seen, next, isMade)],
    fact: { kind: "recovery.granted", subjectId: seen.id },
  };
  if (!pending || !ended) return [making, granting];
  const ending: Step = {
    change: [replace(db, pending, ended, isFree)],
    fact: {
      kind: expired ? "invite.expired" : "invite.revoked",
      subjectId: pending.id,
      changes: difference(pending, ended),
    },
  };
  return [ending, making, granting];
}

/** Whoever has the address is an Owner from now on, and is told so there. */
function raise(
  env: Env,
  seen: Recovery,
  next: Recovery,
  member: Membership,
  email: string,
  now: number,
): Step[] {
  const { schoolId, userId, role, status, version } = member;
  const recipient = canonicalEmail(email);
  const isStillMember = isMember(schoolId, recipient, userId);
  const asSeen = and(
    eq(memberships.schoolId, schoolId),
    eq(memberships.userId, userId),
    eq(memberships.version, version),
  );
  const raising: Step = {
    change: [
      open(env.DB)
        .update(memberships)
        .set({ role: "owner", status: "active", version: version + 1 })
        .where(and(asSeen, isSeen(seen), isStillMember)),
    ],
    fact: {
      kind: status === "active" ? "user.changed" : "user.reactivated",
      subjectId: userId,
      changes: {
        role: [role, "owner"],
        ...(status !== "active" && { status: [status, "active"] }),
      },
    },
  };
  const isOwner = sql`exists (select 1 from ${memberships} where ${memberships.schoolId} = ${schoolId}
    and ${memberships.userId} = ${userId} and ${memberships.role} = 'owner' and ${memberships.status} = 'active')`;
  const granting: Step = {
    change: [write(env, seen, next, and(isOwner, isStillMember))],
    fact: { kind: "recovery.granted", subjectId: seen.id },
    mail: { kind: "recovery_granted", subjectId: seen.id, generation: 1, recipient, dueAt: now },
  };
  return role === "owner" && status === "active" ? [granting] : [raising, granting];
}

/** The membership of whoever has the address here and has proved it. */
async function memberWith(env: Env, school: string, email: string): Promise<Membership | null> {
  const [row] = await open(env.DB)
    .select({ membership: packed(memberships) })
    .from(users)
    .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.schoolId, school)))
    .where(and(eq(users.canonicalEmail, canonicalEmail(email)), isNotNull(users.emailConfirmedAt)));
  return row?.membership ?? null;
}

function isMember(school: string, canonical: string, id?: string): SQL {
  const isThis = id === undefined ? sql`` : sql`and u.id = ${id}`;
  return sql`exists (select 1 from users u join memberships m on m.user_id = u.id where m.school_id = ${school}
    and u.canonical_email = ${canonical} and u.email_confirmed_at is not null ${isThis})`;
}

/** Somebody has invited the address at this very moment: read again, decide again. */
function nullIfPending(error: unknown): null {
  if (brokenUnique(error) === "invites.school_id") return null;
  throw error;
}
