import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { open } from "#db/client";
import { each } from "#db/rows";
import { users } from "#db/schema";
import { nextUsername, Username } from "#domain/users/usernames";
import type { Env } from "../env.ts";

export const UsernameCheck = z.object({
  available: z.boolean(),
  suggestion: z.nullable(z.string()),
});

/** Whether a username, as it is typed, can be had, and which one else. */
export async function checkUsername(
  env: Env,
  typed: string,
): Promise<z.infer<typeof UsernameCheck>> {
  const username = Username.safeParse(typed);
  if (!username.success) return { available: false, suggestion: null };
  const free = await freeUsername(env, username.data);
  const available = free === username.data;
  return { available, suggestion: available ? null : free };
}

/** The first free username after a taken one; null when a hundred are taken. */
export async function freeUsername(env: Env, wanted: string): Promise<string | null> {
  const candidates = [
    wanted,
    ...Array.from({ length: 100 }, (_, i) => nextUsername(wanted, i + 1)),
  ];
  // In the order of the list, and no further than to the first that is free.
  const [free] = await open(env.DB)
    .select({ username: sql<string>`j.value`.as("username") })
    .from(each(candidates))
    .where(sql`not exists (select 1 from ${users} where ${users.username} = j.value)`)
    .limit(1);
  return free?.username ?? null;
}
