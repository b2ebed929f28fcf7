import { type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { mails } from "#db/schema";
import { noticeWait } from "#domain/emails/mailboxes";
import { hasRoom } from "./budget.ts";
import { notices, patient } from "./queue.ts";

/** Lets the oldest notice that waits for an address, and is due, tell all that wait for it. */
export function sumUp(db: Db, school: string, now: number) {
  const oldest = sql`(select o.id from ${mails} o where o.school_id = ${school} and o.recipient = ${mails.recipient}
    and ${waits(sql`o`, notices)} and o.due_at <= ${now} order by o.created_at, o.id limit 1)`;
  return db
    .update(mails)
    .set({ status: "cancelled", dueAt: null, toldIn: oldest })
    .where(
      sql`${mails.schoolId} = ${school} and ${mails.dueAt} is not null and ${waits(sql`${mails}`, notices)} and ${mails.id} <> ${oldest}`,
    );
}

/** What waited and still finds no room waits on. The oldest of a mailbox goes first, from whichever school. */
export function letWait(db: Db, school: string, now: number) {
  const ahead = sql`(select count(*) from ${mails} o where o.mailbox = ${mails.mailbox} and ${waits(sql`o`, patient)}
    and o.due_at <= ${now} and (o.created_at, o.id) < (${mails.createdAt}, ${mails.id}))`;
  return db
    .update(mails)
    .set({ dueAt: now + noticeWait })
    .where(
      sql`${mails.schoolId} = ${school} and ${mails.dueAt} <= ${now} and ${waits(sql`${mails}`, patient)}
        and not ${hasRoom(mails.mailbox, mails.share, now, ahead)}`,
    );
}

function waits(mail: SQL, kinds: readonly string[]): SQL {
  return sql`${mail}.counts_at is null and ${mail}.status = 'queued' and ${mail}.kind in (select value from json_each(${JSON.stringify(kinds)}))`;
}
