import { and, desc, eq, or, sql } from "drizzle-orm";
import { open } from "#db/client";
import { invites } from "#db/schema";
import { type InviteStatus, published } from "#domain/invites";
import { person } from "#domain/names";
import type { Env } from "../env.ts";
import { type Cursor, page } from "../http/paging.ts";
import { withInviter } from "./rows.ts";

/** One invite of the school with who sent it, by whichever id the school knows it; or null. */
export async function findInvite(env: Env, school: string, id: string) {
  const [row] = await withInviter(open(env.DB)).where(
    and(eq(invites.schoolId, school), or(eq(invites.id, id), eq(invites.alias, id))),
  );
  return row ? { invite: row.invite, invitedBy: person(row.inviter) } : null;
}

/** The school's invites, newest first. */
export async function listInvites(
  env: Env,
  school: string,
  status: InviteStatus | null,
  limit: number,
  after: Cursor | null,
) {
  const rows = await withInviter(open(env.DB))
    .where(
      and(
        eq(invites.schoolId, school),
        status ? eq(invites.status, status) : undefined,
        after ? sql`(${invites.createdAt}, ${invites.id}) < (${after[0]}, ${after[1]})` : undefined,
      ),
    )
    .orderBy(desc(invites.createdAt), desc(invites.id))
    .limit(limit + 1);
  const { items, next } = page(rows, limit, (row) => [row.invite.createdAt, row.invite.id]);
  return { items: items.map((row) => published(row.invite, person(row.inviter))), next };
}
