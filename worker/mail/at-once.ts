import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import type { OrPlace } from "#db/prepared";
import { type Reading, reading } from "#db/reading";
import { type MailKind, mails } from "#db/schema";
import { type Env, mailPerHour } from "../env.ts";
import { quotaOf } from "./budget.ts";
import type { Claimed } from "./claims.ts";
import { isNamed, type MailRow, rowsOf } from "./row.ts";
import { accountOf, noStop } from "./stop.ts";
import { carrier } from "./transport.ts";

/** Mails sent side by side: a Worker has six connections at once. */
export const handful = 6;

/** How mail leaves here, and how much of it. */
export interface Leaving {
  how: ReturnType<typeof carrier>;
  quota: number;
  /** The account at the mail service. */
  account: string;
}

export function leavingFrom(env: Env): Leaving {
  return { how: carrier(env), quota: mailPerHour(env), account: accountOf(env) };
}

/**
 * Holds where a mail that is queued now may leave in the same breath: mail leaves here, nothing stands in its way, not even
 * a refusal that has yet to be seen ended, and the school's quota has room. It saves whoever queues it the claim.
 */
export function leavesAtOnce(
  { how, quota, account }: Leaving,
  school: OrPlace<string>,
  now: OrPlace<number>,
  kind: MailKind,
): SQL {
  if (how === "not_configured") return sql`false`;
  const hasRoom = quotaOf(quota, school, now).hasRoom(sql`${kind}`);
  return how === "dev" ? hasRoom : sql`(${hasRoom} and ${noStop(account)})`;
}

/** Those of some mails, by their ids as JSON, that the batch which queued them has claimed, as it reads them itself with what they are about. */
export function claimedOf(db: Db, ids: OrPlace<string>): Reading<MailRow[]> {
  return reading(rowsOf(db, and(isNamed(ids), eq(mails.status, "sending"))), (rows) => rows);
}

/** A claimed mail has a time until which it is its claimer's. */
export function ours(mail: typeof mails.$inferSelect): Claimed[] {
  return mail.dueAt === null ? [] : [{ ...mail, dueAt: mail.dueAt }];
}
