import { eq } from "drizzle-orm";
import { open } from "#db/client";
import { packed } from "#db/rows";
import { users } from "#db/schema";
import { type ResetEnd, resetEnd } from "#domain/accounts/resets";
import type { Account } from "#domain/users";
import type { Runtime } from "../act.ts";
import { readLink } from "../links.ts";
import { isActive } from "./check-guess.ts";

/** What a genuine reset link leads to. */
export interface OpenedReset {
  account: Account;
  generation: number;
  /** Why it opens nothing, or null. */
  end: ResetEnd | null;
}

/** Reads a token from the path. Null for a forged one, which costs no database read. */
export async function openReset(
  { env, settings, now }: Runtime,
  token: string,
): Promise<OpenedReset | null> {
  const link = readLink(settings.linkKeys, "reset", token);
  if (!link) return null;
  const [row] = await open(env.DB)
    .select({
      account: packed(users),
      isActive: isActive(users.id).mapWith(Boolean).as("is_active"),
    })
    .from(users)
    .where(eq(users.id, link.id));
  if (!row) return null;
  const { generation } = link;
  return {
    account: row.account,
    generation,
    end: row.isActive ? resetEnd(row.account, generation, now) : "ended",
  };
}
