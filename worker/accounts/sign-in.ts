import { and, eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { ask, reading, remade, together } from "#db/reading";
import { carriedOn, insertWhere } from "#db/rows";
import { memberships, sessions, users } from "#db/schema";
import type { Account } from "#domain/users";
import type { Runtime } from "../act.ts";
import type { Env } from "../env.ts";
import { dismiss } from "../events/announce.ts";
import { cancelRecoveriesOf, hasNothingToCancel } from "../recovery/commands.ts";
import { checkGuess, isActive } from "./check-guess.ts";
import type { Me } from "./me.ts";
import { endSession, newSession, sessionOf, whoIs } from "./sessions.ts";
import type { Visitor } from "./visitor.ts";

/** Somebody who has just signed in, with the secret that their browser is to keep. */
export interface SignedIn {
  me: Me;
  secret: string;
}

/**
 * Signs somebody in by username or confirmed e-mail address [A11]; null for an unknown one, somebody inactive and a wrong
 * password alike, with the same work for each. The guess is counted before it is checked. Refuses with `too_many_attempts` or `busy`.
 */
export async function signIn(
  runtime: Runtime,
  visitor: Visitor,
  login: string,
  password: string,
): Promise<SignedIn | null> {
  const { env, now } = runtime;
  const right = await checkGuess(runtime, visitor, login, password, {
    opens: (account) => {
      const { secret, row } = newSession(account.id, now, visitor);
      return remade(opening(env, account, row), (found) => ({ row, secret, found }));
    },
  });
  if (!right) return null;
  const { account, opened } = right;
  const { row, secret, found } = opened;
  const me = await whoIs(env, secret, found ?? (await openLate(runtime, account, row)));
  return me && { me, secret };
}

type Session = ReturnType<typeof newSession>["row"];

/**
 * The session of an account whose password was right. Somebody deactivated, or whose password was changed, while it was being
 * checked gets none, nor does an Owner before a recovery of their school is cancelled.
 */
function opening(env: Env, { id, passwordHash }: Account, row: Session) {
  const db = open(env.DB);
  const isSame = sql`exists (select 1 from ${users} where ${users.id} = ${id} and ${users.passwordHash} = ${passwordHash})`;
  const begins = sql`${isActive(id)} and ${isSame} and ${hasNothingToCancel(id)}`;
  const isHere = and(eq(memberships.userId, id), eq(memberships.status, "active"), carriedOn);
  const parts = {
    begun: reading(insertWhere(db, sessions, row, begins), () => null),
    seen: reading(
      db.update(memberships).set({ lastSeenAt: row.createdAt }).where(isHere),
      () => null,
    ),
    found: sessionOf(db, row.id),
  };
  return remade(together(parts), ({ found }) => found);
}

/** Whatever fails in between, nobody becomes Owner behind the back of one who is: first the recovery, then the session. */
async function openLate(runtime: Runtime, account: Account, row: Session) {
  await cancelRecoveriesOf(runtime, account.id);
  return ask(open(runtime.env.DB), opening(runtime.env, account, row));
}

/** Ends the session of a cookie: its windows close, too. */
export async function signOut(runtime: Runtime, secret: string): Promise<void> {
  const left = await whoIs(runtime.env, secret);
  await endSession(runtime.env, secret);
  const schools = left?.seats.map((seat) => seat.schoolId) ?? [];
  if (left) dismiss(runtime.env, runtime, schools, left.sessionId);
}
