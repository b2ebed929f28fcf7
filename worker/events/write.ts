import type { BatchItem } from "drizzle-orm/batch";
import { open } from "#db/client";
import type { Env } from "../env.ts";
import type { Author } from "./author.ts";
import { hasEnded, refuseEnded, stillMay } from "./still-may.ts";

type Write = BatchItem<"sqlite">;

/**
 * Writes in somebody's right, in one batch whose first statement is that they still may. Gives each statement's answer.
 * Refuses with `signed_out`, `not_found` or `forbidden` as the doors would now, and with `RoleChanged` to decide again.
 */
export async function write(env: Env, author: Author, writes: Write[]): Promise<unknown[]> {
  const db = open(env.DB);
  const still = stillMay(db, author);
  try {
    const answers = await db.batch([...still, ...writes] as [Write, ...Write[]]);
    return answers.slice(still.length);
  } catch (error) {
    if (hasEnded(error)) return refuseEnded(env, author);
    throw error;
  }
}
