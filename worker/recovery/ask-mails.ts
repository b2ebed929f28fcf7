import { type SQL, sql } from "drizzle-orm";
import { type Db, open } from "#db/client";
import { insertFrom } from "#db/rows";
import { mails, memberships, recoveries, untried, users } from "#db/schema";
import { canonicalEmail } from "#domain/emails";
import { addressOf, linkNumber, type Recovery, type RecoveryHolder } from "#domain/recoveries";
import type { Env } from "../env.ts";
import { hasRoom, mailboxIn, shareOfSchool } from "../mail/budget.ts";
import { queueMail, timesOf } from "../mail/queue.ts";

/** Queues the mail to a recovery address, with the link that confirms; nothing where there is no address. */
export function confirmationMail(
  db: Db,
  asked: Recovery,
  holder: RecoveryHolder,
  now: number,
  condition: SQL,
) {
  const address = addressOf(asked, holder);
  if (address === null) return [];
  const link = {
    kind: "recovery" as const,
    subjectId: asked.id,
    generation: linkNumber(holder),
    recipient: canonicalEmail(address),
    dueAt: now,
  };
  return [queueMail(db, link, asked.schoolId, now, condition)];
}

/** A mail for each Owner and Admin who has an address. They are written after the step: there may be none. */
export function tellEverybody(env: Env, { id, schoolId }: Recovery, now: number) {
  const mailbox = mailboxIn(users.canonicalEmail);
  const share = sql`case when ${users.emailConfirmedAt} is null then ${shareOfSchool(schoolId, now)} else 'own' end`;
  const told = sql`select ${users.id} as id, ${users.canonicalEmail} as email, ${mailbox} as mailbox, ${share} as share,
      row_number() over (order by ${users.id}) as number, row_number() over (partition by ${mailbox} order by ${users.id}) - 1 as ahead
    from ${memberships} join ${users} on ${users.id} = ${memberships.userId}
    where ${memberships.schoolId} = ${schoolId} and ${memberships.role} in ('owner', 'admin') and ${memberships.status} = 'active'
      and ${users.canonicalEmail} is not null and exists (select 1 from ${recoveries} where ${recoveries.id} = ${id})`;
  const mayLeave = hasRoom(sql`t.mailbox`, sql`t.share`, now, sql`t.ahead`);
  return insertFrom(
    open(env.DB),
    mails,
    {
      ...untried,
      id: sql`${id} || '.' || w.id`,
      schoolId,
      kind: "recovery_asked",
      subjectId: id,
      generation: sql`w.number`,
      recipient: sql`w.email`,
      mailbox: sql`w.mailbox`,
      share: sql`w.share`,
      createdAt: now,
      status: "queued",
      ...timesOf(sql`w.may_leave`, now),
    },
    sql`from (select t.*, ${mayLeave} as may_leave from (${told}) t) w where true`,
  );
}
