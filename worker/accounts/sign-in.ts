import { sql } from "drizzle-orm";
import { open } from "#db/client";
import { insertWhere } from "#db/rows";
import { sessions, users } from "#db/schema";
import type { Runtime } from "../act.ts";
import { dismiss } from "../events/announce.ts";
import { cancelRecoveriesOf } from "../recovery/commands.ts";
import { checkGuess, isActive } from "./check-guess.ts";
import { noteUse } from "./devices.ts";
import type { Me } from "./me.ts";
import { endSession, newSession, whoIs } from "./sessions.ts";
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
  const account = await checkGuess(runtime, visitor, login, password);
  if (!account) return null;
  // Before the session is there: whatever fails in between, nobody becomes Owner behind the back of one who is.
  await cancelRecoveriesOf(runtime, account.id);
  const { secret, row } = newSession(account.id, now, visitor);
  // Somebody deactivated, or whose password was changed, while it was being checked gets no session.
  const isSame = sql`exists (select 1 from ${users} where ${users.id} = ${account.id} and ${users.passwordHash} = ${account.passwordHash})`;
  await insertWhere(open(env.DB), sessions, row, sql`${isActive(account.id)} and ${isSame}`);
  const me = await whoIs(env, secret);
  if (!me) return null;
  runtime.waitUntil(noteUse(env, me, now));
  return { me, secret };
}

/** Ends the session of a cookie: its windows close, too. */
export async function signOut(runtime: Runtime, secret: string): Promise<void> {
  const left = await whoIs(runtime.env, secret);
  await endSession(runtime.env, secret);
  const schools = left?.seats.map((seat) => seat.schoolId) ?? [];
  if (left) dismiss(runtime.env, runtime, schools, left.sessionId);
}
