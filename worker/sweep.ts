import { lt } from "drizzle-orm";
import { open } from "#db/client";
import { commands } from "#db/schema";
import { ring } from "./announce.ts";
import { sweepSessions } from "./auth.ts";
import type { Env } from "./env.ts";
import { deliverDue, expireDue, schoolsDue } from "./ledger.ts";
import { forget } from "./limits.ts";
import { log } from "./log.ts";
import { keyLife } from "./middleware/once.ts";
import { removeOwnerless } from "./registration.ts";

/** The longest window any limit looks back over, milliseconds. */
const longestWindow = 24 * 3600_000;

/** Every minute: expires and mails what an alarm missed, and removes what has run out. One school's trouble is not another's. */
export async function sweep(env: Env, now: number): Promise<void> {
  for (const school of await schoolsDue(env, now)) {
    try {
      for (const committed of await expireDue(env, school, now)) await ring(env, committed);
      for (const committed of await deliverDue(env, school, now)) await ring(env, committed);
    } catch (error) {
      log("sweep failed", { error: error instanceof Error ? error.name : "unknown" });
    }
  }
  await sweepSessions(env);
  await forget(env, now - longestWindow);
  await open(env.DB)
    .delete(commands)
    .where(lt(commands.at, now - keyLife));
  await removeOwnerless(env, now);
}
