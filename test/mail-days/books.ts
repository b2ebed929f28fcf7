import { eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { invites, mails, memberships, users } from "#db/schema";
import type { Invite } from "#domain/invites";
import type { Account } from "#domain/users";
import { bindings } from "../people.ts";

export type Mail = typeof mails.$inferSelect;

/** What D1 holds of a school's mail and of what it is about. */
export interface Books {
  mails: Mail[];
  invites: Map<string, Invite>;
  accounts: Map<string, Account>;
}

export async function readBooks(school: string): Promise<Books> {
  const db = open(bindings.DB);
  const members = sql`select ${memberships.userId} from ${memberships} where ${memberships.schoolId} = ${school}`;
  const [found, invited, holders] = await db.batch([
    db.select().from(mails).where(eq(mails.schoolId, school)),
    db.select().from(invites).where(eq(invites.schoolId, school)),
    db.select().from(users).where(sql`${users.id} in (${members})`),
  ]);
  return { mails: found, invites: byId(invited), accounts: byId(holders) };
}

function byId<T extends { id: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}
