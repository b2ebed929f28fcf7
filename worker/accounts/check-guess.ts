import { and, eq, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { memberships, users } from "#db/schema";
import type { Runtime } from "../act.ts";
import { accountBucket, guessBuckets, guessWindow, knownBrowser } from "./guesses.ts";
import { empty, giveBack, take } from "./limits.ts";
import { checkPassword } from "./sessions.ts";
import type { Visitor } from "./visitor.ts";

/**
 * The account these credentials open, or null; counts the guess first and takes it back when it was right, or was never
 * checked. An offer may be taken up by somebody who has left every school: `standing` says who counts.
 */
export async function checkGuess(
  { env, settings, now }: Runtime,
  visitor: Visitor,
  username: string,
  password: string,
  standing: SQL = isActive(users.id),
): Promise<typeof users.$inferSelect | null> {
  const known = knownBrowser(settings, visitor.browser, username);
  const guess = await take(env, guessBuckets(username, visitor.address, known), guessWindow, now);
  const db = open(env.DB);
  const [found] = await db
    .select()
    .from(users)
    .where(and(eq(users.username, username), standing));
  const isRight = await checkPassword(password, found?.passwordHash ?? null).catch(
    async (error) => {
      await giveBack(env, guess);
      throw error;
    },
  );
  if (!isRight || !found) return null;
  await db.batch([giveBack(env, guess), empty(env, accountBucket(username))]);
  return found;
}

/** Whether an account has an active membership anywhere. */
export function isActive(userId: string | typeof users.id) {
  return sql`exists (select 1 from ${memberships} where ${memberships.userId} = ${userId} and ${memberships.status} = 'active')`;
}
