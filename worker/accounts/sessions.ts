import { generateIdFromEntropySize, Lucia, TimeSpan } from "lucia";
import type { sessions } from "#db/schema";
import type { Role } from "#domain/roles";
import type { Permissions, StaffType } from "#domain/staff";
import type { Env } from "../env.ts";
import { type Attributes, d1Adapter, hashed, idleLife } from "./session-adapter.ts";

export { checkPassword, hashPassword } from "./hash.ts";
export { absoluteLife } from "./session-adapter.ts";

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
  title: string | null;
  givenName: string;
  middleName: string | null;
  familyName: string;
  email: string | null;
  phone: string | null;
  /** The account's, for If-Match. */
  version: number;
  mustChangePassword: boolean;
  seats: Seat[];
  sessionId: string;
  /** When the session's use was last noted, epoch milliseconds. */
  lastUsedAt: number;
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
