import { and, eq, gt, lte, sql } from "drizzle-orm";
import { open } from "#db/client";
import { memberships, schools } from "#db/schema";
import { ownerlessLife } from "#domain/schools";
import type { Env } from "../env.ts";

/** Whether nobody has ever owned the school: then its dead links renew themselves. */
export function isOwnerless(env: Env, school: string) {
  return open(env.DB)
    .select({ id: schools.id })
    .from(schools)
    .where(
      and(
        eq(schools.id, school),
        sql`not exists (select 1 from ${memberships} where ${memberships.schoolId} = ${schools.id})`,
      ),
    )
    .then((rows) => rows.length > 0);
}

/** Removes schools that stayed without an Owner for 7 days, with all that hangs on them. */
export async function removeOwnerless(env: Env, now: number): Promise<void> {
  await open(env.DB)
    .delete(schools)
    .where(
      and(
        lte(schools.createdAt, now - ownerlessLife),
        // Every minute looks at the young alone; the older have had their turn.
        gt(schools.createdAt, now - 4 * ownerlessLife),
        sql`not exists (select 1 from ${memberships} where ${memberships.schoolId} = ${schools.id})`,
      ),
    );
}
