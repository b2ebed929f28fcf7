import { and, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { packed } from "#db/rows";
import { memberships, users } from "#db/schema";
import { canonicalEmail } from "#domain/emails";
import type { Membership } from "#domain/users";
import type { Env } from "../env.ts";

/** The membership of whoever has the address here and has proved it. */
export async function memberWith(
  env: Env,
  school: string,
  email: string,
): Promise<Membership | null> {
  const [row] = await open(env.DB)
    .select({ membership: packed(memberships) })
    .from(users)
    .innerJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.schoolId, school)))
    .where(and(eq(users.canonicalEmail, canonicalEmail(email)), isNotNull(users.emailConfirmedAt)));
  return row?.membership ?? null;
}

/** Holds while somebody of the school, or the one with this id, has the address (canonical) and has proved it. */
export function isMember(school: string, canonical: string, id?: string): SQL {
  const isThis = id === undefined ? sql`` : sql`and u.id = ${id}`;
  return sql`exists (select 1 from users u join memberships m on m.user_id = u.id where m.school_id = ${school}
    and u.canonical_email = ${canonical} and u.email_confirmed_at is not null ${isThis})`;
}
