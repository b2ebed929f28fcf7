import { createHash } from "node:crypto";
import { and, desc, eq } from "drizzle-orm";
import { open } from "#db/client";
import { memberships, sessions } from "#db/schema";
import { deviceOf } from "#domain/accounts/devices";
import { iso } from "#domain/time";
import type { Env } from "../env.ts";
import { write } from "../events/write.ts";
import { log } from "../log.ts";
import type { Me } from "./me.ts";
import { endOfUse, isLive } from "./session-adapter.ts";

/** How often the use of a session is noted, milliseconds. */
export const noteEvery = 5 * 60_000;

/** Notes that somebody was here: on their session, which slides on with it, and at their schools as *last seen*. No news to anybody. */
export async function noteUse(env: Env, { id, sessionId }: Me, now: number): Promise<void> {
  const db = open(env.DB);
  const seat = and(eq(memberships.userId, id), eq(memberships.status, "active"));
  try {
    await db.batch([
      db
        .update(sessions)
        .set({ lastUsedAt: now, expiresAt: endOfUse(now) })
        .where(eq(sessions.id, sessionId)),
      db.update(memberships).set({ lastSeenAt: now }).where(seat),
    ]);
  } catch (error) {
    log("use not noted", { error: error instanceof Error ? error.name : "unknown" });
  }
}

/** Where somebody is signed in [A15]: this session first, then the latest used. */
export async function devices(env: Env, me: Me, now: number) {
  const rows = await sessionsOf(env, me.id, now);
  return rows
    .map((row) => ({
      id: deviceId(row.id),
      ...deviceOf(row.userAgent),
      lastUsedAt: iso(row.id === me.sessionId ? now : row.lastUsedAt || row.createdAt),
      createdAt: iso(row.createdAt),
      current: row.id === me.sessionId,
    }))
    .sort((a, b) => Number(b.current) - Number(a.current));
}

/** Ends one of somebody's sessions; the session's id, or null when it is none of theirs. Refuses with `signed_out`. */
export async function endDevice(env: Env, me: Me, id: string, now: number): Promise<string | null> {
  const found = (await sessionsOf(env, me.id, now)).find((row) => deviceId(row.id) === id);
  if (!found) return null;
  const actor = { right: "session", id: me.id, session: me.sessionId } as const;
  const ending = open(env.DB).delete(sessions).where(eq(sessions.id, found.id));
  await write(env, actor, [ending]);
  return found.id;
}

function sessionsOf(env: Env, userId: string, now: number) {
  return open(env.DB)
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isLive(now)))
    .orderBy(desc(sessions.lastUsedAt));
}

/** A session's public name: not even its hash leaves the database. */
function deviceId(sessionId: string): string {
  return createHash("sha256").update(`device/${sessionId}`).digest("base64url").slice(0, 22);
}
