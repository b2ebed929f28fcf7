import { createHash } from "node:crypto";
import { and, eq, gt, lte, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { Adapter } from "lucia";
import { type Db, open } from "#db/client";
import { type Places, prepared } from "#db/prepared";
import { ask, type Reading, reading } from "#db/reading";
import { memberships, schools, sessions, users } from "#db/schema";
import { sessionLife } from "#domain/accounts/session-life";
import type { Env } from "../env.ts";
import type { Me, Seat } from "./me.ts";

export type Attributes = Omit<Me, "id">;

/** What the database knows a session by. Lucia's own id is the cookie's value, which must not be readable there. */
export function hashed(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** A session, whose it is, and their places: as the database has them. */
export type Found = Awaited<ReturnType<typeof sessionsFor>>[number];

/** The same as part of a batch, by what the database knows it by; null where there is none that still runs. */
export function sessionOf(db: Db, sessionId: string): Reading<Found | null> {
  return reading(sessionsFor(db, { sessionId, now: Date.now() }), ([row]) => row ?? null);
}

const sessionsFor = prepared((db, { sessionId, now }: Places<{ sessionId: string; now: number }>) =>
  db
    .select({
      ...shown,
      // A batch gives columns by their names, and both have an id.
      sessionId: sql<string>`${sessions.id}`.as("session_id"),
      expiresAt: sessions.expiresAt,
      lastUsedAt: sessions.lastUsedAt,
      seats: activeSeats(),
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, sessionId), isLive(now))),
);

/** What a session says of its account. */
const shown = {
  id: users.id,
  username: users.username,
  title: users.title,
  givenName: users.givenName,
  middleName: users.middleName,
  familyName: users.familyName,
  email: users.email,
  phone: users.phone,
  version: users.version,
  passwordState: users.passwordState,
};

/** Lucia's view of our tables: it always speaks of raw ids, the rows only of hashed ones. `found` is what it would look up. */
export function d1Adapter(env: Env, found?: Found | null): Adapter {
  const db = open(env.DB);
  return {
    async getSessionAndUser(secret) {
      const row = found === undefined ? await ask(db, sessionOf(db, hashed(secret))) : found;
      if (!row || row.seats.length === 0) return [null, null];
      const { id, passwordState, expiresAt, ...known } = row;
      const attributes = { ...known, mustChangePassword: passwordState === "handed_out" };
      // The raw id goes back: Lucia renews and ends sessions by it.
      const session = { id: secret, userId: id, expiresAt: new Date(expiresAt), attributes: {} };
      return [session, { id, attributes }];
    },
    async getUserSessions(userId) {
      const rows = await db.select().from(sessions).where(eq(sessions.userId, userId));
      return rows.map((row) => ({
        id: row.id,
        userId,
        expiresAt: new Date(row.expiresAt),
        attributes: {},
      }));
    },
    async setSession({ id, userId, expiresAt }) {
      await db
        .insert(sessions)
        .values({ id: hashed(id), userId, createdAt: Date.now(), expiresAt: expiresAt.getTime() });
    },
    // A session slides where its use is noted: a page that asks for news by itself is no use.
    async updateSessionExpiration() {},
    async deleteSession(secret) {
      await db.delete(sessions).where(eq(sessions.id, hashed(secret)));
    },
    async deleteUserSessions(userId) {
      await db.delete(sessions).where(eq(sessions.userId, userId));
    },
    async deleteExpiredSessions() {
      await db.delete(sessions).where(lte(sessions.expiresAt, Date.now()));
    },
  };
}

/** That a session has not ended [A19]. */
export function isLive(now: number | Placeholder): SQL | undefined {
  return and(
    gt(sessions.expiresAt, now),
    gt(sessions.createdAt, sql`${now} - (${lifeOf("whole")})`),
  );
}

/** When a session that is used now ends if it is not used again. */
export function endOfUse(now: number): SQL<number> {
  return sql`min(${now} + (${lifeOf("idle")}), ${sessions.createdAt} + (${lifeOf("whole")}))`;
}

function lifeOf(part: keyof typeof sessionLife.own): SQL {
  const { own, elsewhere } = sessionLife;
  return sql`case when ${sessions.isOwnDevice} then ${own[part]} else ${elsewhere[part]} end`;
}

/** The account's active memberships with their schools, in the same query as the session. */
function activeSeats(): SQL.Aliased<Seat[]> {
  const list = sql`(select json_group_array(json_array(${schools.id}, ${schools.name}, ${schools.epoch}, ${schools.seq},
      ${memberships.role}, ${memberships.staffType}, ${memberships.editHistory}, ${memberships.seeWholeSchool}, ${memberships.setTargets}))
    from ${memberships} join ${schools} on ${schools.id} = ${memberships.schoolId}
    where ${memberships.userId} = ${users.id} and ${memberships.status} = 'active')`;
  return list.mapWith(readSeats).as("seats") as SQL.Aliased<Seat[]>;
}

type SeatRow = [
  string,
  string,
  string,
  number,
  Seat["role"],
  Seat["staffType"],
  number,
  number,
  number,
];

function readSeats(text: string): Seat[] {
  return (JSON.parse(text) as SeatRow[])
    .map(([schoolId, schoolName, epoch, seq, role, staffType, history, whole, targets]) => ({
      schoolId,
      schoolName,
      epoch,
      seq,
      role,
      staffType,
      permissions: {
        editHistory: history === 1,
        seeWholeSchool: whole === 1,
        setTargets: targets === 1,
      },
    }))
    .sort((a, b) => a.schoolName.localeCompare(b.schoolName));
}
