import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { type Db, open } from "#db/client";
import { ask, type Reading, reading } from "#db/reading";
import { invites } from "#db/schema";
import { type InviteStatus, type PublicInvite, published } from "#domain/invites";
import { person } from "#domain/names";
import type { Env } from "../env.ts";
import { type Cursor, page } from "../http/paging.ts";
import { withInviter } from "./rows.ts";

/** One invite of the school with who sent it, by whichever id the school knows it; or null. */
export async function findInvite(env: Env, school: string, id: string) {
  const db = open(env.DB);
  return ask(db, inviteOf(db, school, id));
}

/** The same as part of a batch. */
export function inviteOf(db: Db, school: string | SQL, id: string) {
  // Found by their ids: going by the school would look at all its invites.
  const ids = sql`(select ${id} union all select known.id from invites known where known.school_id = ${school} and known.alias = ${id})`;
  const found = withInviter(db).where(
    and(sql`${invites.id} in ${ids}`, sql`+${invites.schoolId} = ${school}`),
  );
  return reading(found, ([row]) =>
    row ? { invite: row.invite, invitedBy: person(row.inviter) } : null,
  );
}

/** The school's invites, newest first. */
export async function listInvites(
  env: Env,
  school: string,
  status: InviteStatus | null,
  limit: number,
  after: Cursor | null,
) {
  const db = open(env.DB);
  return ask(db, invitesOf(db, school, { status, limit, cursor: after }));
}

/** What of the list is wanted. */
interface Wanted {
  status?: InviteStatus | null;
  limit: number;
  cursor?: Cursor | null;
}

/** The same as part of a batch. */
export function invitesOf(
  db: Db,
  school: string | SQL,
  { status, limit, cursor: after }: Wanted,
): Reading<{ items: PublicInvite[]; next: string | null }> {
  const rows = withInviter(db)
    .where(
      and(
        eq(invites.schoolId, school),
        status ? eq(invites.status, status) : undefined,
        after ? sql`(${invites.createdAt}, ${invites.id}) < (${after[0]}, ${after[1]})` : undefined,
      ),
    )
    .orderBy(desc(invites.createdAt), desc(invites.id))
    .limit(limit + 1);
  return reading(rows, (found) => {
    const { items, next } = page(found, limit, (row) => [row.invite.createdAt, row.invite.id]);
    return { items: items.map((row) => published(row.invite, person(row.inviter))), next };
  });
}
