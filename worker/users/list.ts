import { and, asc, eq, gt, sql } from "drizzle-orm";
import { open } from "#db/client";
import { isPending } from "#db/rows";
import { invites, memberships, users } from "#db/schema";
import { type PublicInvite, published } from "#domain/invites";
import { person } from "#domain/names";
import { can } from "#domain/roles";
import { seeking } from "#domain/text/search";
import { asListed, type Known, publishedUser, type UserStatus } from "#domain/users";
import { userText } from "#domain/users/search";
import type { PersonAct } from "../act.ts";
import type { Env } from "../env.ts";
import { page } from "../http/paging.ts";
import { withInviter } from "../invites/rows.ts";
import { people, shown } from "./rows.ts";
import { otherOwner } from "./writes.ts";

/** Somebody of the school with what the rules depend on, or null. */
export async function findUser(env: Env, school: string, id: string): Promise<Known | null> {
  const [row] = await open(env.DB)
    .select({
      ...shown,
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

/** Rows read at once while a search looks for those it wants. */
const searchedAtOnce = 200;

/**
 * The school's people by id, at most `limit` and one more. `q` is looked for in all that the asker is shown of somebody. SQLite
 * folds ASCII alone, so rows are read in order and folded here, as in the search box, until the page is full.
 */
export async function listUsers(
  { env, school, actor }: PersonAct,
  filters: { status: UserStatus | null; q: string | null },
  limit: number,
  after: string | null,
) {
  const isWhole = can(actor.role, "seeWholeUsers");
  const isFound = seeking(filters.q ?? "");
  const most = filters.q ? searchedAtOnce : limit + 1;
  const found: Awaited<ReturnType<typeof membersAfter>> = [];
  let [from, isEnd] = [after, false];
  while (found.length <= limit && !isEnd) {
    const rows = await membersAfter(env, school, filters.status, from, most);
    for (const row of rows) {
      const user = publishedUser(row);
      if (isFound(userText(isWhole ? user : asListed(user)))) found.push(row);
    }
    isEnd = rows.length < most;
    from = rows.at(-1)?.account.id ?? null;
  }
  return page(found, limit, (row) => [0, row.account.id]);
}

function membersAfter(
  env: Env,
  school: string,
  status: UserStatus | null,
  after: string | null,
  most: number,
) {
  return people(open(env.DB))
    .where(
      and(
        eq(memberships.schoolId, school),
        status ? eq(memberships.status, status) : undefined,
        after ? gt(memberships.userId, after) : undefined,
      ),
    )
    .orderBy(asc(memberships.userId))
    .limit(most);
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
