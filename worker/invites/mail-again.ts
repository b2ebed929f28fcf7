import { type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { insertFrom } from "#db/rows";
import { mails, untried } from "#db/schema";
import { mailLimit } from "#domain/invites";
import type { Runtime } from "../act.ts";
import { post } from "../events/announce.ts";
import { write } from "../events/write.ts";
import { hasRoom, mailboxIn, shareOfSchool } from "../mail/budget.ts";
import { mailsTo } from "./addresses.ts";

/**
 * Mails the links of an address's pending invites once more, to that address: somebody has forgotten the password of an account
 * that they have yet to set up [A12]. Once for each link, as far as the address's and the mailbox's budgets go; link, resends
 * and time stay as they are. Nothing where the address has an account: that has a password to forget.
 */
export async function mailLinksAgain(runtime: Runtime, canonicalEmail: string): Promise<void> {
  const { env, now } = runtime;
  const mailbox = mailboxIn(sql`i.canonical_email`);
  const share = shareOfSchool(sql`i.school_id`, now);
  const meant = sql`select i.*, ${mailbox} as mailbox, ${share} as share, row_number() over (order by i.id) - 1 as ahead
    from invites i where i.canonical_email = ${canonicalEmail} and i.status = 'pending' and i.expires_at > ${now}
    and not exists (select 1 from users u where u.canonical_email = i.canonical_email)`;
  const queue = insertFrom(
    open(env.DB),
    mails,
    {
      ...untried,
      id: newId,
      schoolId: sql`w.school_id`,
      kind: "invite_again",
      subjectId: sql`w.id`,
      generation: sql`w.generation`,
      recipient: sql`w.canonical_email`,
      mailbox: sql`w.mailbox`,
      share: sql`w.share`,
      createdAt: now,
      countsAt: now,
      status: "queued",
      dueAt: now,
    },
    sql`from (${meant}) w where ${isFirst} and ${mailsTo(sql`w.school_id`, canonicalEmail, now)} < ${mailLimit}
      and ${hasRoom(sql`w.mailbox`, sql`w.share`, now, sql`w.ahead`)}`,
  ).returning({ school: mails.schoolId });
  const [queued] = await write(env, "link", [queue]);
  for (const { school } of queued as Awaited<typeof queue>) post(env, runtime, school);
}

/** A UUID for each row. */
const newId = sql`lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8'
  || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))`;

const isFirst: SQL = sql`not exists (select 1 from ${mails} b where b.kind = 'invite_again' and b.subject_id = w.id
  and b.generation = w.generation)`;
