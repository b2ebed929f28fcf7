import { and, asc, eq, lte } from "drizzle-orm";
import { open } from "#db/client";
import { isPending } from "#db/rows";
import { invites } from "#db/schema";
import { expire, type Invite } from "#domain/invites";
import type { Act } from "../act.ts";
import type { Env } from "../env.ts";
import { announce } from "../events/announce.ts";
import { commit, type Step } from "../events/commit.ts";
import type { Committed } from "../events/committed.ts";
import { replace } from "./writes.ts";

/** Invites that expire in one command; what is left follows in the next. */
const portion = 20;

/** Expires what is due in one school; the events of it. */
export async function expireDue(env: Env, school: string, now: number): Promise<Committed[]> {
  const db = open(env.DB);
  const due = await db
    .select()
    .from(invites)
    .where(and(eq(invites.schoolId, school), isPending, lte(invites.expiresAt, now)))
    .orderBy(asc(invites.expiresAt))
    .limit(portion);
  const steps = due.flatMap((invite): Step[] => {
    const expired = expire(invite, now);
    if (!expired) return [];
    const fact = { kind: "invite.expired", subjectId: invite.id } as const;
    return [{ change: [replace(db, invite, expired)], fact }];
  });
  if (steps.length === 0) return [];
  const committed = await commit({ env, school, actor: "clock", now }, { steps });
  const more = due.length === portion ? await expireDue(env, school, now) : [];
  return committed ? [committed, ...more] : more;
}

/** An address is free from the second its invite expires on, though the alarm is only about to ring. Whether it just was. */
export async function expireOverdue(act: Act, pending: Invite | null): Promise<boolean> {
  const { env, school, now } = act;
  if (!pending || !expire(pending, now)) return false;
  for (const expired of await expireDue(env, school, now)) announce(env, act, expired);
  return true;
}
