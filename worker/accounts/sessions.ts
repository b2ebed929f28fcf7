import { generateIdFromEntropySize, Lucia, TimeSpan } from "lucia";
import type { sessions } from "#db/schema";
import type { Env } from "../env.ts";
import type { Me } from "./me.ts";
import { type Attributes, d1Adapter, hashed, idleLife } from "./session-adapter.ts";

export { checkPassword, hashPassword } from "./hash.ts";
export { absoluteLife } from "./session-adapter.ts";

declare module "lucia" {
  interface Register {
    Lucia: ReturnType<typeof lucia>;
    DatabaseUserAttributes: Attributes;
  }
}

/** The person a session cookie belongs to; null when the session or the last active membership has ended. One query. */
export async function whoIs(env: Env, secret: string): Promise<Me | null> {
  const { session, user } = await lucia(env).validateSession(secret);
  return session && user ? { ...user, sessionId: hashed(secret) } : null;
}

/** Ends the session of a cookie. */
export async function endSession(env: Env, secret: string): Promise<void> {
  await lucia(env).invalidateSession(secret);
}

/** A new session: the secret for the cookie, and the row, which holds only its hash. `userAgent` is what the browser calls itself. */
export function newSession(
  userId: string,
  now: number,
  userAgent: string | null = null,
): { secret: string; row: typeof sessions.$inferSelect } {
  const secret = generateIdFromEntropySize(25);
  const device = { lastUsedAt: now, userAgent: userAgent?.slice(0, 300) ?? null };
  return {
    secret,
    row: { id: hashed(secret), userId, createdAt: now, expiresAt: now + idleLife, ...device },
  };
}

/** Removes what has run out. */
export async function sweepSessions(env: Env): Promise<void> {
  await lucia(env).deleteExpiredSessions();
}

function lucia(env: Env) {
  return new Lucia(d1Adapter(env), {
    sessionExpiresIn: new TimeSpan(idleLife, "ms"),
    getUserAttributes: (attributes) => attributes,
  });
}
