import { sql } from "drizzle-orm";
import { open } from "#db/client";
import { insertFrom } from "#db/rows";
import { mails, memberships, recoveries, untried, users } from "#db/schema";
import { canonicalEmail } from "#domain/emails";
import { addressOf, linkNumber, type Recovery, type RecoveryHolder } from "#domain/recoveries";
import type { Env } from "../env.ts";

/** The mail to a recovery address, with the link that confirms; none where there is no address. */
export function confirmationMail(
  asked: Recovery,
  holder: RecoveryHolder,
  now: number,
): (typeof mails.$inferSelect)[] {
  const address = addressOf(asked, holder);
  if (address === null) return [];
  const link = {
    kind: "recovery" as const,
    subjectId: asked.id,
    generation: linkNumber(holder),
    recipient: canonicalEmail(address),
  };
  return [
    {
      id: crypto.randomUUID(),
      schoolId: asked.schoolId,
      ...link,
      createdAt: now,
      status: "queued",
      dueAt: now,
      ...untried,
    },
  ];
}

/** A mail for each Owner and Admin who has an address. They are written after the step: there may be none. */
export function tellEverybody(env: Env, { id, schoolId }: Recovery, now: number) {
  return insertFrom(
    open(env.DB),
    mails,
    {
      id: sql`${id} || '.' || ${users.id}`,
      schoolId,
      kind: "recovery_asked",
      subjectId: id,
      generation: sql`row_number() over (order by ${users.id})`,
      recipient: users.canonicalEmail,
      createdAt: now,
      status: "queued",
      dueAt: now,
      ...untried,
    },
    sql`from ${memberships} join ${users} on ${users.id} = ${memberships.userId}
      where ${memberships.schoolId} = ${schoolId} and ${memberships.role} in ('owner', 'admin') and ${memberships.status} = 'active'
        and ${users.canonicalEmail} is not null and exists (select 1 from ${recoveries} where ${recoveries.id} = ${id})`,
  );
}
