import { eq } from "drizzle-orm";
import type { Db } from "#db/client";
import { packed } from "#db/rows";
import { memberships, users } from "#db/schema";
import type { Account } from "#domain/users";
import { groupIds } from "../groups/rows.ts";

const account = [
  "id",
  "username",
  "title",
  "givenName",
  "middleName",
  "familyName",
  "email",
  "phone",
  "passwordState",
  "version",
] as const satisfies readonly (keyof Account)[];

/** What of somebody is read wherever they are shown. */
const shown = { account: packed(users, account), membership: packed(memberships), groupIds };

/** People of schools. */
export function people(db: Db) {
  return db.select(shown).from(memberships).innerJoin(users, eq(users.id, memberships.userId));
}
