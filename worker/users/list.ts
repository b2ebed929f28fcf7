import { and, asc, eq, gt, isNotNull, isNull, or, type SQL } from "drizzle-orm";
import { type Db, open } from "#db/client";
import { type Places, prepared } from "#db/prepared";
import { type Reading, reading } from "#db/reading";
import { isPending } from "#db/rows";
import { invites, memberships } from "#db/schema";
import { type PublicInvite, published } from "#domain/invites";
import { person } from "#domain/names";
import { can } from "#domain/roles";
import { seeking } from "#domain/text/search";
import { asListed, type PublicUser, publishedUser, type UserStatus } from "#domain/users";
import { userText } from "#domain/users/search";
import type { PersonAct } from "../act.ts";
import type { Env } from "../env.ts";
import { page } from "../http/paging.ts";
import { type Seated, seatedIn } from "../http/prefetch.ts";
import { withInviter } from "../invites/rows.ts";
import { people } from "./rows.ts";

/** Somebody of the school as they are shown, or null; as part of a batch. */
export function personOf(db: Db, school: string | SQL, id: string): Reading<PublicUser | null> {
  const found = people(db).where(and(eq(memberships.schoolId, school), eq(memberships.userId, id)));
  return reading(found, ([row]) => (row ? publishedUser(row) : null));
}

/** What of the list is wanted, where nothing is looked for in it. */
interface Wanted extends Seated {
  /** The roles that see those who have left, too, as JSON. */
  wholeRoles: string;
  /** Null for any. */
  status: UserStatus | null;
  limit: number;
  after: string | null;
}

/** A page of the school's people by id, as part of a batch. */
export function peopleOf(db: Db, { limit, after, ...wanted }: Wanted) {
  const rows = seenPeople(db, { ...wanted, after: after ?? "", most: limit + 1 });
  return reading(rows, (read) => page(read, limit, (row) => [0, row.account.id]));
}

type Values = Omit<Wanted, "limit"> & { most: number };

const seenPeople = prepared((db, { status, after, most, wholeRoles, ...seat }: Places<Values>) => {
  const isWhole = isNotNull(seatedIn({ ...seat, roles: wholeRoles }));
  return people(db)
    .where(
      and(
        eq(memberships.schoolId, seatedIn(seat)),
        gt(memberships.userId, after),
        or(eq(memberships.status, "active"), isWhole),
        or(isNull(status), eq(memberships.status, status)),
      ),
    )
    .orderBy(asc(memberships.userId))
    .limit(most);
});

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
  const isWanted = filters.status ? eq(memberships.status, filters.status) : undefined;
  const found: Awaited<ReturnType<typeof membersAfter>> = [];
  let [from, isEnd] = [after, false];
  while (found.length <= limit && !isEnd) {
    const rows = await membersAfter(open(env.DB), school, isWanted, from, most);
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
  db: Db,
  school: string | SQL,
  isWanted: SQL | undefined,
  after: string | null,
  most: number,
) {
  return people(db)
    .where(
      and(
        eq(memberships.schoolId, school),
        isWanted,
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
