import { type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { events, invites } from "#db/schema";
import type { Env } from "../env.ts";

/** What may have gone wrong with an invite, and still is. */
export type Trouble = "lost" | "asked" | "expired";

export interface Happened {
  trouble: Trouble;
  email: string;
  reason: string | null;
}

/** The most that one digest reads. */
const most = 1_000;

/** What went wrong with a school's invites from one moment on, before another, and still is, in the order it happened. */
export async function happenedAt(
  env: Env,
  school: string,
  { from, before }: { from: number; before: number },
): Promise<Happened[]> {
  return open(
    env.DB,
  ).all(sql`select ${trouble} as trouble, ${invites.email} as email, ${invites.deliveryReason} as reason
    from ${events} join ${invites} on ${invites.id} = ${events.subjectId} ${within(school, from, before)}
    group by trouble, ${invites.id} order by min(${events.seq}) limit ${most}`);
}

const isLost = sql`${invites.delivery} in ('bounced', 'dropped', 'failed', 'complained') and ${invites.openedAt} is null`;

const trouble = sql`case ${events.kind} when 'invite.delivery' then 'lost' when 'invite.requested' then 'asked' else 'expired' end`;

/** Whatever was put right since is not told of, nor that an invite expired which no mail had reached. */
function within(school: string, from: number, before: number): SQL {
  return sql`where ${events.schoolId} = ${school} and ${events.kind} in ('invite.delivery', 'invite.requested', 'invite.expired')
    and ${events.at} >= ${from} and ${events.at} < ${before} and case ${events.kind}
      when 'invite.delivery' then ${isLost} and ${invites.status} in ('pending', 'expired')
      when 'invite.requested' then ${invites.requestedAt} is not null
      else ${invites.status} = 'expired' and ${invites.requestedAt} is null and not (${isLost}) end`;
}
