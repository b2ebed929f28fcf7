import { and, asc, eq, gt, isNotNull, lte, min, sql } from "drizzle-orm";
import { open } from "#db/client";
import { ask, reading, together } from "#db/reading";
import { isPending } from "#db/rows";
import { invites, mails, memberships, recoveries, sessions, users } from "#db/schema";
import type { Event } from "#domain/events";
import { expire } from "#domain/invites";
import { fullName } from "#domain/names";
import type { Role } from "#domain/roles";
import type { Env } from "../env.ts";
import { replace } from "../invites/writes.ts";
import { commit } from "./commit.ts";
import type { Committed } from "./committed.ts";
import { after, head, readEvents } from "./history.ts";

/** The most events one answer carries. */
export const pageOfEvents = 500;

export interface News {
  epoch: string;
  /** The number of the school's latest event. */
  seq: number;
  /** Events up to this number are no longer kept. */
  horizon: number;
  events: Event[];
}

/** A school's events after `since`, oldest first, at most `limit`, with the head they were read under. */
export async function eventsSince(
  env: Env,
  school: string,
  since: number,
  limit = pageOfEvents,
): Promise<News | null> {
  const db = open(env.DB);
  const found = await ask(
    db,
    together({ head: head(db, school), events: readEvents(db, school, after(since, limit)) }),
  );
  return found.head && { ...found.head, events: found.events };
}

/** Expires what is due in one school; the events of it. */
export async function expireDue(env: Env, school: string, now: number): Promise<Committed[]> {
  const db = open(env.DB);
  const due = await db
    .select()
    .from(invites)
    .where(and(eq(invites.schoolId, school), isPending, lte(invites.expiresAt, now)))
    .orderBy(asc(invites.expiresAt))
    .limit(20);
  const steps = due.flatMap((invite) => {
    const expired = expire(invite, now);
    return expired
      ? [
          {
            change: [replace(db, invite, expired)],
            fact: { kind: "invite.expired" as const, subjectId: invite.id },
          },
        ]
      : [];
  });
  if (steps.length === 0) return [];
  const committed = await commit(env, { school, actor: null, now, steps });
  const more = due.length === 20 ? await expireDue(env, school, now) : [];
  return committed ? [committed, ...more] : more;
}

/** The schools in which something is due, the longest due first: an expiry, a mail or a recovery. For the cron, which comes again in a minute. */
export async function schoolsDue(env: Env, now: number): Promise<string[]> {
  const db = open(env.DB);
  const expiring = db
    .select({ id: invites.schoolId })
    .from(invites)
    .where(and(isPending, lte(invites.expiresAt, now)))
    .orderBy(asc(invites.expiresAt))
    .limit(200);
  const mailing = db
    .select({ id: mails.schoolId })
    .from(mails)
    .where(and(isNotNull(mails.dueAt), lte(mails.dueAt, now)))
    .orderBy(asc(mails.dueAt))
    .limit(200);
  const recovering = db
    .select({ id: recoveries.schoolId })
    .from(recoveries)
    .where(and(isNotNull(recoveries.dueAt), lte(recoveries.dueAt, now)))
    .orderBy(asc(recoveries.dueAt))
    .limit(200);
  const found = await db.batch([expiring, mailing, recovering]);
  return [...new Set(found.flat().map((row) => row.id))];
}

/** When the school next needs its alarm: the earliest expiry, mail or end of a recovery's wait, epoch milliseconds; null when nothing waits. */
export async function nextDue(env: Env, school: string): Promise<number | null> {
  const db = open(env.DB);
  const [[expiry], [mail], [recovery]] = await db.batch([
    db
      .select({ at: min(invites.expiresAt) })
      .from(invites)
      .where(and(eq(invites.schoolId, school), isPending)),
    db
      .select({ at: min(mails.dueAt) })
      .from(mails)
      .where(and(eq(mails.schoolId, school), isNotNull(mails.dueAt))),
    db
      .select({ at: min(recoveries.dueAt) })
      .from(recoveries)
      .where(and(eq(recoveries.schoolId, school), isNotNull(recoveries.dueAt))),
  ]);
  const times = [expiry?.at, mail?.at, recovery?.at].filter((at) => typeof at === "number");
  return times.length > 0 ? Math.min(...times) : null;
}

/** Why somebody who had a socket may no longer have it, or who they are and the role they hold. */
export type Standing = { role: Role; name: string } | "signed_out" | "left";

/** Where the school stands, and each of these sessions in it. Null for no such school. */
export async function look(env: Env, school: string, sessionIds: string[], now: number) {
  const db = open(env.DB);
  const standings = db
    .select({
      id: sessions.id,
      role: memberships.role,
      status: memberships.status,
      givenName: users.givenName,
      familyName: users.familyName,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(
      memberships,
      and(eq(memberships.userId, sessions.userId), eq(memberships.schoolId, school)),
    )
    .where(
      and(
        sql`${sessions.id} in (select value from json_each(${JSON.stringify(sessionIds)}))`,
        gt(sessions.expiresAt, now),
      ),
    );
  const found = await ask(
    db,
    together({ head: head(db, school), rows: reading(standings, (rows) => rows) }),
  );
  if (!found.head) return null;
  const standing = new Map<string, Standing>(sessionIds.map((id) => [id, "signed_out"]));
  for (const row of found.rows)
    standing.set(
      row.id,
      row.role && row.status === "active" ? { role: row.role, name: fullName(row) } : "left",
    );
  return { ...found.head, standing };
}

export { deliverDue } from "../mail/deliver.ts";
export { recoverDue } from "../recovery/end.ts";
