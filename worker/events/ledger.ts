import { and, eq, gt, sql } from "drizzle-orm";
import { open } from "#db/client";
import { type Places, preparedReading } from "#db/prepared";
import { ask, reading, together } from "#db/reading";
import { memberships, sessions, users } from "#db/schema";
import type { Event } from "#domain/events";
import { fullName } from "#domain/names";
import type { Role } from "#domain/roles";
import type { Env } from "../env.ts";
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
  const found = await ask(db, news(db, { school, since, limit }));
  return found.head && { ...found.head, events: found.events };
}

const news = preparedReading(
  (db, { school, since, limit }: Places<{ school: string; since: number; limit: number }>) =>
    together({ head: head(db, school), events: readEvents(db, school, after(since, limit)) }),
);

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
