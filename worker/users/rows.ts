import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { packed } from "#db/rows";
import { memberships, users } from "#db/schema";
import { groupIds } from "../groups/rows.ts";

/** What of somebody is read wherever they are shown. */
export const shown = { account: packed(users), membership: packed(memberships), groupIds };

/** People of schools. */
export function people(db: Db) {
  return db.select(shown).from(memberships).innerJoin(users, eq(users.id, memberships.userId));
}
