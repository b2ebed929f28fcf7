import { and, eq, ne, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { open } from "#db/client";
import { carriedOn, withoutId } from "#db/rows";
import { memberships, sessions, users } from "#db/schema";
import type { Account, Halves, Known } from "#domain/users";
import type { PersonAct } from "../act.ts";
import type { Env } from "../env.ts";
import type { Command, Step } from "../events/commit.ts";
import type { Letter } from "../mail/queue.ts";

/** Both halves are written, or neither: the rows the domain saw are the rows written, and the school keeps an Owner. */
export function guardedWrites(
  env: Env,
  seen: Known,
  next: Halves,
  condition?: SQL,
): Step["change"] {
  const db = open(env.DB);
  const { schoolId, userId, role, status } = seen.membership;
  const leavesOwners =
    role === "owner" &&
    status === "active" &&
    (next.membership.role !== "owner" || next.membership.status !== "active");
  // A reset link sent meanwhile changes no version, since it is no news, but must not be written over.
  const isSame = and(
    eq(users.id, userId),
    eq(users.version, seen.account.version),
    eq(users.resetGeneration, seen.account.resetGeneration),
    // Somebody who has just joined a second school is theirs alone to change.
    sql`(select count(*) from memberships m where m.user_id = ${userId}) = ${seen.schools}`,
  );
  const isAsSeen = sql`exists (select 1 from ${users} where ${isSame})`;
  return [
    db
      .update(memberships)
      .set(next.membership)
      .where(
        and(
          eq(memberships.schoolId, schoolId),
          eq(memberships.userId, userId),
          eq(memberships.version, seen.membership.version),
          isAsSeen,
          leavesOwners ? otherOwner(schoolId, userId) : undefined,
          condition,
        ),
      ),
    db.update(users).set(withoutId(next.account)).where(and(isSame, carriedOn)),
  ];
}

/** A new password ends every session; so does the end of the last active membership, even for one who is reactivated later [A7]. */
export function endings(env: Env, seen: Known, next: Halves) {
  const { id } = next.account;
  const isOut = sql`not exists (select 1 from ${memberships} where ${memberships.userId} = ${id} and ${memberships.status} = 'active')`;
  const isNew = sql`exists (select 1 from ${users} where ${users.id} = ${id} and ${users.version} = ${next.account.version})`;
  const isRepassworded = seen.account.passwordHash !== next.account.passwordHash;
  return [
    open(env.DB)
      .delete(sessions)
      .where(and(eq(sessions.userId, id), isRepassworded ? isNew : isOut)),
  ];
}

/** The account's other schools. */
export async function otherSchools(
  env: Env,
  { account, membership, schools }: Known,
): Promise<string[]> {
  if (schools === 1) return [];
  const found = await open(env.DB)
    .select({ id: memberships.schoolId })
    .from(memberships)
    .where(and(eq(memberships.userId, account.id), ne(memberships.schoolId, membership.schoolId)));
  return found.map((row) => row.id);
}

/** The account has changed; another school hears that it did, not where or by whom. */
export function echo(school: string, subjectId: string): Command {
  return {
    school,
    isEcho: true,
    steps: [{ change: [], fact: { kind: "user.changed", subjectId } }],
  };
}

/** Somebody else has moved the account's address: the old one is told [A16]. */
export function noticeOfMove(
  { actor, now }: PersonAct,
  seen: Account,
  next: Account,
): Letter | undefined {
  if (!seen.canonicalEmail || actor.id === seen.id) return undefined;
  return {
    kind: "address_changed",
    subjectId: seen.id,
    generation: next.version,
    recipient: seen.canonicalEmail,
    dueAt: now,
    isOwn: seen.emailConfirmedAt !== null,
  };
}

/** Holds while the school has an active Owner besides this one. */
export function otherOwner(school: string, id: string | SQLWrapper): SQL {
  return sql`exists (select 1 from memberships o where o.school_id = ${school} and o.role = 'owner' and o.status = 'active' and o.user_id <> ${id})`;
}
