import { and, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import { type Db, open } from "#db/client";
import { ask, reading, together } from "#db/reading";
import { each, field, isPending } from "#db/rows";
import { invites, mails, memberships, users } from "#db/schema";
import type { ListFacts } from "#domain/batches";
import { mailboxOf } from "#domain/emails/mailboxes";
import { mailLimit } from "#domain/invites";
import type { Env } from "../env.ts";
import { mailDay, mailsTo } from "../invites/addresses.ts";
import { hasRoom, mayHaveLeft, shareOfSchool } from "../mail/budget.ts";

/** What a school knows of a list's addresses, all in one round trip; and whether any of its pending invites is overdue. */
export async function listFacts(
  env: Env,
  school: string,
  addresses: readonly string[],
  now: number,
): Promise<ListFacts & { isOverdue: boolean }> {
  const db = open(env.DB);
  const listed = sql`(select j.value from ${each(addresses)})`;
  const found = await ask(
    db,
    together({
      holders: reading(holdersOf(db, school, listed), (rows) => rows),
      pending: reading(
        db
          .select({ address: invites.canonicalEmail, expiresAt: invites.expiresAt })
          .from(invites)
          .where(
            and(
              eq(invites.schoolId, school),
              sql`${invites.canonicalEmail} in ${listed}`,
              isPending,
            ),
          ),
        (rows) => rows,
      ),
      mails: reading(
        db
          .select({ address: mails.recipient, count: sql<number>`count(*)` })
          .from(mails)
          .where(
            and(
              eq(mails.schoolId, school),
              sql`${mails.recipient} in ${listed}`,
              gt(mails.createdAt, now - mailDay),
              inArray(mails.kind, ["invite", "invite_again", "reminder"]),
              mayHaveLeft(),
            ),
          )
          .groupBy(mails.recipient),
        (rows) => rows,
      ),
      full: reading(
        db
          .select({ address: sql<string>`${field("address")}`.as("address") })
          .from(each(withAhead(addresses.map((address) => ({ address })))))
          .where(sql`not ${hasRoomFor(school, now)}`),
        (rows) => rows,
      ),
    }),
  );
  return {
    holders: new Map(
      found.holders.map(({ address, status }) => [address ?? "", status === "active"]),
    ),
    pending: new Set(found.pending.map(({ address }) => address)),
    full: new Set(found.full.map(({ address }) => address)),
    mails: new Map(found.mails.map(({ address, count }) => [address, count])),
    isOverdue: found.pending.some(({ expiresAt }) => expiresAt <= now),
  };
}

/** The same once more inside the write, of the row in `j`. */
export function stillFree(school: string, now: number): SQL {
  const address = field("address");
  return sql`not exists (select 1 from ${users} join ${memberships} on ${memberships.userId} = ${users.id}
      where ${memberships.schoolId} = ${school} and ${users.canonicalEmail} = ${address})
    and not exists (select 1 from ${invites} where ${invites.schoolId} = ${school}
      and ${invites.canonicalEmail} = ${address} and ${isPending})
    and ${mailsTo(school, address, now)} < ${mailLimit}
    and ${hasRoomFor(school, now)}`;
}

/** Addresses with their mailbox, and how many before them are of the same: all of a list are queued at one moment. */
export function withAhead<A extends { address: string }>(addresses: readonly A[]) {
  const before = new Map<string, number>();
  return addresses.map((each) => {
    const mailbox = mailboxOf(each.address);
    const ahead = before.get(mailbox) ?? 0;
    before.set(mailbox, ahead + 1);
    return { ...each, mailbox, ahead };
  });
}

function hasRoomFor(school: string, now: number): SQL {
  return hasRoom(field("mailbox"), shareOfSchool(school, now), now, field("ahead"));
}

function holdersOf(db: Db, school: string, listed: SQL) {
  return db
    .select({ address: users.canonicalEmail, status: memberships.status })
    .from(users)
    .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.schoolId, school)))
    .where(sql`${users.canonicalEmail} in ${listed}`);
}
