import { and, asc, eq, isNotNull, lte, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { type Db, open } from "#db/client";
import { isPending, packed } from "#db/rows";
import { invites, mails, schools } from "#db/schema";
import { type Invite, mailLimit } from "#domain/invites";
import { isRemindable, reminderPause, reminderTime } from "#domain/invites/reminder";
import { endOfDaytime } from "#domain/time/daytime";
import type { Env } from "../../env.ts";
import { queueMail } from "../../mail/queue.ts";
import { mailsTo } from "../addresses.ts";

type Write = BatchItem<"sqlite">;

/** Invites looked at in one batch; what is left follows in the next. */
const portion = 20;

interface Due {
  invite: Invite;
  timeZone: string;
  isWanted: boolean;
}

/**
 * Queues the reminders that are due in a school, or writes down when to think of them again. An invite hears of it once the mail
 * has left, so there are no events.
 */
export async function remindDue(env: Env, school: string, now: number): Promise<[]> {
  const db = open(env.DB);
  const due: Due[] = await db
    .select({
      invite: packed(invites),
      timeZone: schools.timeZone,
      isWanted: schools.reminders,
    })
    .from(invites)
    .innerJoin(schools, eq(schools.id, invites.schoolId))
    .where(
      and(
        eq(invites.schoolId, school),
        isPending,
        isNotNull(invites.remindAt),
        lte(invites.remindAt, now),
      ),
    )
    .orderBy(asc(invites.remindAt))
    .limit(portion);
  const [first, ...others] = due.flatMap((each) => movesOf(db, each, now));
  if (first) await db.batch([first, ...others]);
  return due.length === portion ? remindDue(env, school, now) : [];
}

function movesOf(db: Db, { invite, timeZone, isWanted }: Due, now: number): Write[] {
  const at = reminderTime(invite, timeZone, now);
  if (at === null || at > now) return [thinkAgain(db, invite, at)];
  if (!isWanted) return [thinkAgain(db, invite, null)];
  if (!isRemindable(invite)) return [thinkAgain(db, invite, now + reminderPause)];
  const { id, schoolId, generation, canonicalEmail: recipient, expiresAt } = invite;
  const letter = {
    kind: "reminder" as const,
    subjectId: id,
    generation,
    recipient,
    dueAt: now,
    until: Math.min(expiresAt, endOfDaytime(now, timeZone)),
  };
  const isOnce = sql`not ${isQueued(invite)}`;
  const fits = sql`${mailsTo(schoolId, recipient, now)} < ${mailLimit}`;
  return [
    queueMail(db, letter, schoolId, now, sql`${isOnce} and ${isStill(invite)} and ${fits}`),
    thinkAgain(
      db,
      invite,
      sql`case when ${isQueued(invite)} then null else ${now + reminderPause} end`,
    ),
  ];
}

function thinkAgain(db: Db, invite: Invite, remindAt: number | SQL | null): Write {
  const isSeen = and(eq(invites.id, invite.id), eq(invites.version, invite.version));
  return db.update(invites).set({ remindAt }).where(isSeen);
}

function isQueued({ id, generation }: Invite): SQL {
  return sql`exists (select 1 from ${mails} where ${mails.kind} = 'reminder' and ${mails.subjectId} = ${id}
    and ${mails.generation} = ${generation})`;
}

function isStill({ id, version }: Invite): SQL {
  return sql`exists (select 1 from ${invites} where ${invites.id} = ${id} and ${invites.version} = ${version})`;
}
