import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { isPending, packed } from "#db/rows";
import { invites, memberships, users } from "#db/schema";
import { DomainError } from "#domain/errors";
import { type PublicInvite, published } from "#domain/invites";
import type { Kind } from "#domain/nouns";
import { can } from "#domain/roles";
import type { Halves, Known, UserStatus } from "#domain/users";
import type { Env } from "../env.ts";
import { announce } from "../events/announce.ts";
import { commitAll, type Step, settle } from "../events/commit.ts";
import { person } from "../events/history.ts";
import type { AppContext } from "../http/app.ts";
import { page } from "../http/paging.ts";
import { withInviter } from "../invites/commands.ts";
import { stillHolds } from "./still-authorised.ts";
import { noPendingInvite, refusePending, refuseTaken } from "./uniqueness.ts";
import {
  differenceOf,
  echo,
  endings,
  guardedWrites,
  noticeOfMove,
  otherOwner,
  otherSchools,
} from "./writes.ts";

/** What the domain decided on somebody, and what that is called. Null for nothing to do. */
export interface Verdict {
  next: Halves | null;
  kind: Kind;
}

/**
 * One act on one user: loads both halves, lets the domain decide, commits, announces; all again when somebody else
 * wrote in between. Refuses with `not_found`, with what `decide` throws, and with `email_taken` or `invite_pending`.
 */
export async function actOnUser(
  c: AppContext,
  id: string,
  decide: (known: Known) => Verdict,
): Promise<void> {
  const { schoolId: school } = c.get("seat");
  await settle(async () => {
    const known = await findUser(c.env, school, id);
    if (!known) throw new DomainError("not_found");
    const { next, kind } = decide(known);
    if (!next) return known;
    const moved = next.account.canonicalEmail !== known.account.canonicalEmail;
    if (moved && next.account.canonicalEmail) await refusePending(c, next.account.canonicalEmail);
    const step: Step = {
      change: guardedWrites(
        c.env,
        known,
        next,
        and(
          stillHolds(c),
          moved ? noPendingInvite(school, next.account.canonicalEmail, c.get("now")) : undefined,
        ),
      ),
      fact: { kind, subjectId: id, changes: differenceOf(known, next) },
      ...(moved && { mail: noticeOfMove(c, known.account, next.account) }),
    };
    const now = c.get("now");
    const command = {
      school,
      actor: c.get("me").id,
      now,
      steps: [step],
      after: endings(c.env, known, next),
    };
    const elsewhere = next.account === known.account ? [] : await otherSchools(c.env, known);
    const committed = await commitAll(c.env, [
      command,
      ...elsewhere.map((other) => echo(other, id, now)),
    ]).catch((error) => refuseTaken(c, error, next.account.canonicalEmail));
    const [here] = committed;
    if (!here) return null;
    c.set("seq", here.seq);
    for (const each of committed) announce(c.env, c.executionCtx, each);
    return known;
  });
}

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
  c: AppContext,
  filters: { status: UserStatus | null; q: string | null },
  limit: number,
  after: string | null,
) {
  const rows = await open(c.env.DB)
    .select({ account: packed(users), membership: packed(memberships) })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.schoolId, c.get("seat").schoolId),
        filters.status ? eq(memberships.status, filters.status) : undefined,
        after ? gt(memberships.userId, after) : undefined,
        filters.q ? mentions(filters.q, can(c.get("seat").role, "seeWholeUsers")) : undefined,
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
  const rows = await withInviter(env).where(
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
