import { and, eq, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { insertWhere } from "#db/rows";
import { memberships, sessions, users } from "#db/schema";
import { canonicalUsername } from "#domain/usernames";
import { dismiss } from "../events/announce.ts";
import type { AppContext } from "../http/app.ts";
import {
  browserCookie,
  sessionCookie,
  setBrowserCookie,
  setSessionCookies,
} from "../http/cookies.ts";
import { cancelRecoveriesOf } from "../recovery/commands.ts";
import { noteUse } from "./devices.ts";
import {
  accountBucket,
  guessBuckets,
  guessWindow,
  knownBrowser,
  rememberBrowser,
} from "./guesses.ts";
import { empty, giveBack, take } from "./limits.ts";
import type { Me } from "./me.ts";
import { checkPassword, endSession, newSession, whoIs } from "./sessions.ts";

/**
 * Signs somebody in and sets the cookies; null for an unknown username, somebody inactive and a wrong password alike,
 * with the same work for each. On the person's own device it lasts beyond the browser's end. The guess is counted before it is checked. Refuses with `too_many_attempts` or `busy`.
 */
export async function signIn(
  c: AppContext,
  typedUsername: string,
  password: string,
  isOwnDevice = false,
): Promise<Me | null> {
  const username = canonicalUsername(typedUsername);
  const account = await checkGuess(c, username, password);
  if (!account) return null;
  // Before the session is there: whatever fails in between, nobody becomes Owner behind the back of one who is.
  await cancelRecoveriesOf(c, account.id);
  const { secret, row } = beginSession(c, account.id);
  // Somebody deactivated, or whose password was changed, while it was being checked gets no session.
  const isSame = sql`exists (select 1 from ${users} where ${users.id} = ${account.id} and ${users.passwordHash} = ${account.passwordHash})`;
  await insertWhere(open(c.env.DB), sessions, row, sql`${isActive(account.id)} and ${isSame}`);
  const me = await whoIs(c.env, secret);
  if (!me) return null;
  c.executionCtx.waitUntil(noteUse(c.env, me, c.get("now")));
  await setSignedIn(c, secret, username, isOwnDevice);
  return me;
}

/** A new session of the browser that asks. */
export function beginSession(c: AppContext, userId: string) {
  return newSession(userId, c.get("now"), c.req.header("User-Agent") ?? null);
}

/** Gives the browser its session in place of the one it had, and remembers that this account signed in from it. */
export async function setSignedIn(
  c: AppContext,
  secret: string,
  username: string,
  isOwnDevice = false,
): Promise<void> {
  const before = sessionCookie(c);
  if (before) await endBefore(c, before);
  setSessionCookies(c, secret, isOwnDevice);
  setBrowserCookie(c, rememberBrowser(c.get("settings"), browserCookie(c), username));
}

/** Whoever was signed in here is so no more: their windows close, too. */
async function endBefore(c: AppContext, secret: string): Promise<void> {
  const left = await whoIs(c.env, secret);
  await endSession(c.env, secret);
  const schools = left?.seats.map((seat) => seat.schoolId) ?? [];
  if (left) dismiss(c.env, c.executionCtx, schools, left.sessionId);
}

/**
 * The account these credentials open, or null; counts the guess first and takes it back when it was right, or was never
 * checked. An offer may be taken up by somebody who has left every school: `standing` says who counts.
 */
export async function checkGuess(
  c: AppContext,
  username: string,
  password: string,
  standing: SQL = isActive(users.id),
): Promise<typeof users.$inferSelect | null> {
  const known = knownBrowser(c.get("settings"), browserCookie(c), username);
  const guess = await take(
    c.env,
    guessBuckets(username, addressOf(c), known),
    guessWindow,
    c.get("now"),
  );
  const db = open(c.env.DB);
  const [found] = await db
    .select()
    .from(users)
    .where(and(eq(users.username, username), standing));
  const isRight = await checkPassword(password, found?.passwordHash ?? null).catch(
    async (error) => {
      await giveBack(c.env, guess);
      throw error;
    },
  );
  if (!isRight || !found) return null;
  await db.batch([giveBack(c.env, guess), empty(c.env, accountBucket(username))]);
  return found;
}

/** Where a request came from, as Cloudflare saw it. */
export function addressOf(c: AppContext): string {
  return c.req.header("CF-Connecting-IP") ?? "unknown";
}

/** Whether an account has an active membership anywhere. */
export function isActive(userId: string | typeof users.id) {
  return sql`exists (select 1 from ${memberships} where ${memberships.userId} = ${userId} and ${memberships.status} = 'active')`;
}
