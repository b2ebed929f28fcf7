import { and, eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { insertWhere } from "#db/rows";
import { memberships, sessions, users } from "#db/schema";
import { canonicalUsername } from "#domain/usernames";
import { accountBucket, guessBuckets, guessWindow, knownBrowser, rememberBrowser } from "./auth/guesses.ts";
import { checkPassword, type Me, newSession, whoIs } from "./auth.ts";
import { empty, giveBack, take } from "./limits.ts";
import type { AppContext } from "./middleware/app.ts";
import { browserCookie, setBrowserCookie, setSessionCookie } from "./middleware/cookies.ts";

/**
 * Signs somebody in and sets the cookies; null for an unknown username, somebody inactive and a wrong password alike,
 * with the same work for each. The guess is counted before it is checked. Refuses with `too_many_attempts` or `busy`.
 */
export async function signIn(c: AppContext, typedUsername: string, password: string): Promise<Me | null> {
  const username = canonicalUsername(typedUsername);
  const account = await checkGuess(c, username, password);
  if (!account) return null;
  const { secret, row } = newSession(account.id, c.get("now"));
  // Somebody deactivated while the password was being checked gets no session.
  await insertWhere(open(c.env.DB), sessions, row, isActive(account.id));
  const me = await whoIs(c.env, secret);
  if (!me) return null;
  setSignedIn(c, secret, username);
  return me;
}

/** Gives the browser its session, and remembers that this account signed in from it. */
export function setSignedIn(c: AppContext, secret: string, username: string): void {
  setSessionCookie(c, secret);
  setBrowserCookie(c, rememberBrowser(c.get("settings"), browserCookie(c), username));
}

/** The account these credentials open, or null; counts the guess first and takes it back when it was right. */
export async function checkGuess(c: AppContext, username: string, password: string): Promise<typeof users.$inferSelect | null> {
  const known = knownBrowser(c.get("settings"), browserCookie(c), username);
  const guess = await take(c.env, guessBuckets(username, addressOf(c), known), guessWindow, c.get("now"));
  const db = open(c.env.DB);
  const [found] = await db
    .select()
    .from(users)
    .where(and(eq(users.username, username), isActive(users.id)));
  if (!(await checkPassword(password, found?.passwordHash ?? null)) || !found) return null;
  await db.batch([giveBack(c.env, guess), empty(c.env, accountBucket(username))]);
  return found;
}

/** Where a request came from, as Cloudflare saw it. */
export function addressOf(c: AppContext): string {
  return c.req.header("CF-Connecting-IP") ?? "unknown";
}

function isActive(userId: string | typeof users.id) {
  return sql`exists (select 1 from ${memberships} where ${memberships.userId} = ${userId} and ${memberships.status} = 'active')`;
}
