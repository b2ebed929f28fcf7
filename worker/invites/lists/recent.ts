import { and, desc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/sqlite-core";
import type { Db } from "#db/client";
import { inOrder, type Reading, reading, remade } from "#db/reading";
import { isPending } from "#db/rows";
import { invites } from "#db/schema";
import { type PublicInvite, published } from "#domain/invites";
import { person } from "#domain/names";
import { withInviter } from "../rows.ts";

/** The school's invites that are recent, newest first, as part of a batch. `since` is epoch milliseconds. */
export function recentInvites(db: Db, school: string, since: number): Reading<PublicInvite[]> {
  const isOlder = and(eq(invites.schoolId, school), lt(invites.createdAt, since));
  const older = (isStill: SQL | undefined) =>
    db.select({ id: invites.id }).from(invites).where(and(isOlder, isStill));
  // Each by an index of its own, which holds few rows.
  const still = unionAll(
    older(isPending),
    older(and(sql`${invites.sentAt} > ${invites.createdAt}`, gte(invites.sentAt, since))),
    older(and(sql`${invites.requestedAt} is not null`, gte(invites.requestedAt, since))),
  );
  const young = and(eq(invites.schoolId, school), gte(invites.createdAt, since));
  const parts = [shown(db, young), shown(db, inArray(invites.id, still))];
  return remade(inOrder(parts), (found) => found.flat());
}

/** Whether the school has invites that were made before that. */
export function hasOlder(db: Db, school: string, since: number): Reading<boolean> {
  const one = db
    .select({ id: invites.id })
    .from(invites)
    .where(and(eq(invites.schoolId, school), lt(invites.createdAt, since)))
    .limit(1);
  return reading(one, (found) => found.length > 0);
}

function shown(db: Db, which: SQL | undefined): Reading<PublicInvite[]> {
  const rows = withInviter(db).where(which).orderBy(desc(invites.createdAt), desc(invites.id));
  return reading(rows, (found) => found.map((row) => published(row.invite, person(row.inviter))));
}
