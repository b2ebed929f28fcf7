import { generateIdFromEntropySize, Lucia, TimeSpan } from "lucia";
import type { sessions } from "#db/schema";
import type { Role } from "#domain/roles";
import type { Permissions, StaffType } from "#domain/staff";
import { type Attributes, d1Adapter, hashed, idleLife } from "./auth/adapter.ts";
import type { Env } from "./env.ts";

export { checkPassword, hashPassword } from "./auth/hash.ts";

declare module "lucia" {
  interface Register {
    Lucia: ReturnType<typeof lucia>;
    DatabaseUserAttributes: Attributes;
  }
}

/** A place in a school: an active membership and where the school's history stood when it was read. */
export interface Seat {
  schoolId: string;
  schoolName: string;
  epoch: string;
  seq: number;
  role: Role;
  staffType: StaffType | null;
  permissions: Permissions;
}

/** Who is asking: the account, its places, and the hashed id of the session. */
export interface Me {
  id: string;
  username: string;
  givenName: string;
  familyName: string;
  email: string | null;
  mustChangePassword: boolean;
  seats: Seat[];
  sessionId: string;
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

/** A new session: the secret for the cookie, and the row, which holds only its hash. */
export function newSession(userId: string, now: number): { secret: string; row: typeof sessions.$inferSelect } {
  const secret = generateIdFromEntropySize(25);
  return {
    secret,
    row: { id: hashed(secret), userId, createdAt: now, expiresAt: now + idleLife, lastUsedAt: now, userAgent: null },
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
