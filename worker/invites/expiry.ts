import { expire, type Invite } from "#domain/invites";
import type { Act } from "../act.ts";
import { announce } from "../events/announce.ts";
import { expireDue } from "../events/ledger.ts";

/** An address is free from the second its invite expires on, though the alarm is only about to ring. Whether it just was. */
export async function expireOverdue(act: Act, pending: Invite | null): Promise<boolean> {
  const { env, school, now } = act;
  if (!pending || !expire(pending, now)) return false;
  for (const expired of await expireDue(env, school, now)) announce(env, act, expired);
  return true;
}
