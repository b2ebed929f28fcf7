import { sql } from "drizzle-orm";
import { open } from "#db/client";
import { each } from "#db/rows";
import { users } from "#db/schema";
import { nextUsername, proposedUsername } from "#domain/users/usernames";
import type { Env } from "../../env.ts";

interface Named {
  givenName: string;
  familyName: string;
}

/** A free username for each, as *Add user* would propose it [A4]. */
export async function usernamesFor(
  env: Env,
  postcode: string,
  people: readonly Named[],
): Promise<string[]> {
  const wanted = people.map(({ givenName, familyName }) =>
    proposedUsername(postcode, [familyName, givenName]),
  );
  const taken = await startingWith(env, [...new Set(wanted)]);
  return wanted.map((first) => {
    const free = freeFrom(first, taken);
    taken.add(free);
    return free;
  });
}

function freeFrom(first: string, taken: ReadonlySet<string>): string {
  let [username, attempt] = [first, 0];
  while (taken.has(username)) username = nextUsername(first, ++attempt);
  return username;
}

/** The usernames that begin like these: theirs, and those with a number after. A long one loses its end to the number. */
async function startingWith(env: Env, stems: readonly string[]): Promise<Set<string>> {
  const from = stems.map((stem) => stem.slice(0, 36));
  const rows = await open(env.DB)
    .select({ username: users.username })
    .from(each(from))
    .innerJoin(users, sql`${users.username} >= j.value and ${users.username} < j.value || '~'`);
  return new Set(rows.map(({ username }) => username));
}
