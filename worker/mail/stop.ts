import { createHash } from "node:crypto";
import { eq, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { mailStops } from "#db/schema";
import type { Env } from "../env.ts";
import { baseOf } from "./base.ts";
import { refusalPause } from "./outcome.ts";

/** That the mail service refuses us, so that no school's mail leaves. Times are epoch milliseconds. */
export interface Stop {
  since: number;
  /** When it is asked again. */
  until: number;
  reason: string;
}

/** What stands in the way of all mail, or null. */
export async function stopOf(env: Env): Promise<Stop | null> {
  const [found] = await open(env.DB)
    .select()
    .from(mailStops)
    .where(eq(mailStops.id, accountOf(env)));
  return found ?? null;
}

/** Holds where nothing stands in the way of an account's mail, or has stood until now. */
export function noStop(account: string): SQL {
  return sql`not exists (select 1 from ${mailStops} where ${mailStops.id} = ${account})`;
}

/** Lets no mail leave for ten minutes, from whichever school. */
export async function stopMail(env: Env, reason: string, now: number): Promise<void> {
  const again = { until: now + refusalPause, reason };
  await open(env.DB)
    .insert(mailStops)
    .values({ id: accountOf(env), since: now, ...again })
    .onConflictDoUpdate({ target: mailStops.id, set: again });
}

/** Mail leaves again. */
export async function endStop(env: Env): Promise<void> {
  await open(env.DB)
    .delete(mailStops)
    .where(eq(mailStops.id, accountOf(env)));
}

/** Has the mail service asked again from `now` on, as part of a batch. */
export function endsAt(env: Env, now: number) {
  return open(env.DB)
    .update(mailStops)
    .set({ until: now })
    .where(eq(mailStops.id, accountOf(env)));
}

/** The account at the mail service, unreadable: another key is another account, which nobody has refused yet. */
export function accountOf(env: Env): string {
  const account = `${baseOf(env)} ${env.MAILCHANNELS_API_KEY ?? ""}`;
  return createHash("sha256").update(account).digest("base64url").slice(0, 22);
}
