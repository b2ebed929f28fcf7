import { and, eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { each, packed } from "#db/rows";
import { memberships, users } from "#db/schema";
import type { Known } from "#domain/users";
import type { Act } from "../act.ts";
import type { Env } from "../env.ts";
import { groupIds } from "../groups/rows.ts";
import { otherOwner } from "./writes.ts";

/** Somebody of the school with what the rules depend on, or null. */
export async function findUser(env: Env, school: string, id: string): Promise<Known | null> {
  const [row] = await peopleKnown(env, school).where(
    and(eq(memberships.schoolId, school), eq(memberships.userId, id)),
  );
  return row ?? null;
}

/** The same for those of the school among `ids`, in one query. */
export async function findUsers(
  { env, school }: Act,
  ids: readonly string[],
): Promise<Map<string, Known>> {
  const rows = await peopleKnown(env, school).where(
    and(
      eq(memberships.schoolId, school),
      sql`${memberships.userId} in (select j.value from ${each(ids)})`,
    ),
  );
  return new Map(rows.map((row) => [row.account.id, row]));
}

function peopleKnown(env: Env, school: string) {
  return open(env.DB)
    .select({
      account: packed(users),
      membership: packed(memberships),
      groupIds,
      schools: sql<number>`(select count(*) from memberships m where m.user_id = ${users.id})`.as(
        "schools",
      ),
      hasOtherOwner: otherOwner(school, users.id).mapWith(Boolean).as("has_other_owner"),
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId));
}
