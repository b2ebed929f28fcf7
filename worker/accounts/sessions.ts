import { generateIdFromEntropySize, Lucia, TimeSpan } from "lucia";
import type { sessions } from "#db/schema";
import { sessionLife } from "#domain/accounts/session-life";
import type { Env } from "../env.ts";
import type { Me } from "./me.ts";
import { type Attributes, d1Adapter, type Found, hashed } from "./session-adapter.ts";
import type { Visitor } from "./visitor.ts";

export { checkPassword, hashPassword } from "./hash.ts";
export { hashed, sessionOf } from "./session-adapter.ts";

declare module "lucia" {
  interface Register {
    Lucia: ReturnType<typeof lucia>;
    DatabaseUserAttributes: Attributes;
  }
}

/**
 * The person a session cookie belongs to; null when the session or the last active membership has ended. One query, or none
 * where a batch has found it already, as `sessionOf`.
 */
export async function whoIs(env: Env, secret: string, found?: Found | null): Promise<Me | null> {
  const { session, user } = await lucia(env, found).validateSession(secret);
  return session && user;
}

/** Ends the session of a cookie. */
export async function endSession(env: Env, secret: string): Promise<void> {
  await lucia(env).invalidateSession(secret);
}

/** A new session in somebody's browser: the secret for the cookie, and the row, which holds only its hash. */
export function newSession(
  userId: string,
  now: number,
  { userAgent, isOwnDevice }: Pick<Visitor, "userAgent" | "isOwnDevice"> = unknown,
): { secret: string; row: typeof sessions.$inferSelect } {
  const secret = generateIdFromEntropySize(25);
  const { idle } = sessionLife[isOwnDevice ? "own" : "elsewhere"];
  const row = { id: hashed(secret), userId, createdAt: now, expiresAt: now + idle };
  const device = { lastUsedAt: now, isOwnDevice, userAgent: userAgent?.slice(0, 300) ?? null };
  return { secret, row: { ...row, ...device } };
}

const unknown = { userAgent: null, isOwnDevice: false };

/** Removes what has run out. */
export async function sweepSessions(env: Env): Promise<void> {
  await lucia(env).deleteExpiredSessions();
}

function lucia(env: Env, found?: Found | null) {
  return new Lucia(d1Adapter(env, found), {
    sessionExpiresIn: new TimeSpan(sessionLife.elsewhere.idle, "ms"),
    getUserAttributes: (attributes) => attributes,
  });
}
