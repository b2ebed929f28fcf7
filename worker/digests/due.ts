import { and, asc, eq, isNotNull, lte, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { type Db, open } from "#db/client";
import { mails, memberships, schools, users } from "#db/schema";
import { dayNumber, digestTimes } from "#domain/emails/digests";
import { can } from "#domain/roles";
import { endOfDaytime, inDaytime, nextMorning } from "#domain/time/daytime";
import type { Env } from "../env.ts";
import { queueMail } from "../mail/queue.ts";
import { happenedAt } from "./happened.ts";

type Write = BatchItem<"sqlite">;
type Due = Awaited<ReturnType<typeof dueAt>>[number];

/** People seen to in one batch; who is left follows in the next. */
const portion = 20;

/** Queues the digests that are due in a school, where there is anything to tell, and sets each person's next morning. */
export async function digestDue(env: Env, school: string, now: number): Promise<[]> {
  const db = open(env.DB);
  const due = await dueAt(db, school, now);
  const [one] = due;
  if (!one) return [];
  const times = digestTimes(dayNumber(now, one.timeZone), one.timeZone);
  // What is late by a whole day is not told at night.
  const isTime = inDaytime(now, one.timeZone) === now;
  const isNews = isTime && (await happenedAt(env, school, times)).length > 0;
  const [first, ...others] = due.flatMap((seat) => movesOf(db, school, seat, isNews, now));
  if (first) await db.batch([first, ...others]);
  return due.length === portion ? digestDue(env, school, now) : [];
}

function dueAt(db: Db, school: string, now: number) {
  return db
    .select({
      userId: memberships.userId,
      role: memberships.role,
      status: memberships.status,
      digestAt: memberships.digestAt,
      email: users.canonicalEmail,
      confirmedAt: users.emailConfirmedAt,
      timeZone: schools.timeZone,
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .innerJoin(schools, eq(schools.id, memberships.schoolId))
    .where(
      and(
        eq(memberships.schoolId, school),
        isNotNull(memberships.digestAt),
        lte(memberships.digestAt, now),
      ),
    )
    .orderBy(asc(memberships.digestAt))
    .limit(portion);
}

/** Whoever may no longer see invites, or has lost the address, is not mailed until they ask for it again. */
function movesOf(db: Db, school: string, seat: Due, isNews: boolean, now: number): Write[] {
  const { userId, role, status, email, confirmedAt, timeZone } = seat;
  const isSeat = and(eq(memberships.schoolId, school), eq(memberships.userId, userId));
  const turn = (digestAt: number | null) =>
    db
      .update(memberships)
      .set({ digestAt })
      .where(and(isSeat, sql`${memberships.digestAt} is ${seat.digestAt}`));
  const isMeant = status === "active" && can(role, "seeInvites") && confirmedAt !== null;
  if (!isMeant || email === null) return [turn(null)];
  if (!isNews) return [turn(nextMorning(now, timeZone))];
  const letter = {
    kind: "digest" as const,
    subjectId: userId,
    generation: dayNumber(now, timeZone),
    recipient: email,
    dueAt: now,
    until: endOfDaytime(now, timeZone),
    isOwn: true,
  };
  const isFirst = sql`not exists (select 1 from ${mails} where ${mails.kind} = 'digest' and ${mails.subjectId} = ${userId}
    and ${mails.generation} = ${letter.generation} and ${mails.schoolId} = ${school})`;
  return [queueMail(db, letter, school, now, isFirst), turn(nextMorning(now, timeZone))];
}
