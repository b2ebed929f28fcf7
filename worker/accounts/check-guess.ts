import { and, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import type { Reading } from "#db/reading";
import { memberships, users } from "#db/schema";
import type { Account } from "#domain/users";
import type { Runtime } from "../act.ts";
import { addressBucket, guessBuckets, guessWindow, knownBrowser } from "./guesses.ts";
import { knock } from "./hashing/knock.ts";
import type { Caller } from "./hashing/queue.ts";
import { empty, giveBack, giveBackBut, household, take } from "./limits.ts";
import { type Login, readLogin } from "./login.ts";
import { checkPassword } from "./sessions.ts";
import type { Visitor } from "./visitor.ts";

export interface GuessOptions<T> {
  /** Who counts; an offer may be taken up by somebody who has left every school. */
  standing?: SQL;
  /** Whose turn it is, where more is known than the browser says. */
  caller?: Caller;
  /** What goes in the same batch once the password was right. */
  opens?: (account: Account) => Reading<T>;
}

/** Whose password was right, and what came of opening. */
export interface Right<T> {
  account: Account;
  opened: T;
}

/**
 * The account these credentials open, or null; counts the guess before it is checked, as the account's however it was called, and
 * takes it back when it was right. `login` is a username or a confirmed e-mail address, as it was typed [A11].
 * Refuses with `too_many_attempts` or `busy`.
 */
export async function checkGuess<T = unknown>(
  { env, settings, now }: Runtime,
  visitor: Visitor,
  login: string,
  password: string,
  { standing = isActive(users.id), caller, opens }: GuessOptions<T> = {},
): Promise<Right<T> | null> {
  const db = open(env.DB);
  const named = readLogin(login);
  // Nobody without the cookie is in a known browser, whoever they are.
  let takeBack = visitor.browser ? () => {} : knock(caller ?? callerOf(visitor, null), now);
  const counted = async () => {
    const [found] = await db
      .select()
      .from(users)
      .where(and(isNamed(named), standing));
    const username = found?.username ?? named.name;
    const known = knownBrowser(settings, visitor.browser, username);
    const comesAs = caller ?? callerOf(visitor, known);
    if (visitor.browser) takeBack = knock(comesAs, now);
    const { own, shared } = guessBuckets(username, visitor.address, known);
    const guess = await take(env, [own, ...shared], guessWindow, now);
    return { found, username, comesAs, own, guess };
  };
  const { found, username, comesAs, own, guess } = await counted().catch((error) => {
    takeBack();
    throw error;
  });
  const stored = found?.passwordHash ?? null;
  const isRight = await checkPassword(password, stored, username, comesAs).catch(async (error) => {
    // Never checked, it costs the account nothing. But who crowds the queue uses up what their address may.
    await giveBackBut(env, guess, addressBucket(visitor.address));
    throw error;
  });
  if (!isRight || !found) return null;
  takeBack();
  const opening = opens?.(found);
  const [, , ...opened] = await db.batch([
    giveBack(env, guess),
    empty(env, own),
    ...(opening?.queries ?? []),
  ]);
  return { account: found, opened: opening?.read(opened) as T };
}

/** An address that nobody has proved to be theirs lets nobody in. */
function isNamed({ name, isEmail }: Login): SQL | undefined {
  return isEmail
    ? and(eq(users.canonicalEmail, name), isNotNull(users.emailConfirmedAt))
    : eq(users.username, name);
}

/** Where somebody waits who comes without a link. */
function callerOf({ address }: Visitor, known: string | null): Caller {
  return known ? { lane: "known", line: known } : { lane: "stranger", line: household(address) };
}

/** Whether an account has an active membership anywhere. */
export function isActive(userId: string | typeof users.id) {
  return sql`exists (select 1 from ${memberships} where ${memberships.userId} = ${userId} and ${memberships.status} = 'active')`;
}
