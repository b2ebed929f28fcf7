import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { isPending, packed } from "#db/rows";
import { invites, memberships, users } from "#db/schema";
import { type PublicInvite, published } from "#domain/invites";
import { person } from "#domain/names";
import { can } from "#domain/roles";
import type { Known, UserStatus } from "#domain/users";
import type { PersonAct } from "../act.ts";
import type { Env } from "../env.ts";
import { page } from "../http/paging.ts";
import { withInviter } from "../invites/rows.ts";
import { otherOwner } from "./writes.ts";

/** Somebody of the school with what the rules depend on, or null. */
export async function findUser(env: Env, school: string, id: string): Promise<Known | null> {
  const [row] = await open(env.DB)
    .select({
      account: packed(users),
      membership: packed(memberships),
      schools: sql<number>`(select count(*) from memberships m where m.user_id = ${users.id})`.as(
        "schools",
      ),
      hasOtherOwner: otherOwner(school, id).mapWith(Boolean).as("has_other_owner"),
    })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(and(eq(memberships.schoolId, school), eq(memberships.userId, id)));
  return row ?? null;
}

/** The school's people by id, at most `limit` and one more; `q` is looked for in names, username and e-mail. */
export async function listUsers(
  { env, school, actor }: PersonAct,
  filters: { status: UserStatus | null; q: string | null },
  limit: number,
  after: string | null,
) {
  const rows = await open(env.DB)
    .select({ account: packed(users), membership: packed(memberships) })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.schoolId, school),
        filters.status ? eq(memberships.status, filters.status) : undefined,
        after ? gt(memberships.userId, after) : undefined,
        filters.q ? mentions(filters.q, can(actor.role, "seeWholeUsers")) : undefined,
      ),
    )
    .orderBy(asc(memberships.userId))
    .limit(limit + 1);
  return page(rows, limit, (row) => [0, row.account.id]);
}

/** The pending invites somebody sent, for whoever deactivates them [A7]. */
export async function pendingInvitesOf(
  env: Env,
  school: string,
  userId: string,
): Promise<PublicInvite[]> {
  const rows = await withInviter(open(env.DB)).where(
    and(eq(invites.schoolId, school), isPending, eq(invites.invitedById, userId)),
  );
  return rows.map((row) => published(row.invite, person(row.inviter)));
}

/** `q` as it stands, wherever it stands; capitals do not matter. */
function mentions(q: string, isWhole: boolean): SQL {
  // SQLite lowers ASCII alone.
  const wanted = q.trim().replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  // Nobody learns by searching what they may not see.
  const username = isWhole ? sql`${users.username}` : sql`''`;
  const text = sql`lower(${users.givenName} || ' ' || ${users.familyName} || ' ' || ${username} || ' ' || coalesce(${users.canonicalEmail}, ''))`;
  return sql`instr(${text}, ${wanted}) > 0`;
}
