import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import { open } from "#db/client";
import { memberships, schools, users } from "#db/schema";
import type { Env } from "../env.ts";

/** So many of its people's domains are looked at. */
const most = 50;

/** The domains a school's mail is in, canonical: those it names, then those of its people, the commonest first. */
export async function ownDomainsOf(env: Env, school: string): Promise<readonly string[]> {
  const db = open(env.DB);
  const domain = sql<string>`substr(${users.canonicalEmail}, instr(${users.canonicalEmail}, '@') + 1)`;
  const [[row], inUse] = await db.batch([
    db.select({ named: schools.mailDomains }).from(schools).where(eq(schools.id, school)),
    db
      .select({ domain: domain.as("domain") })
      .from(memberships)
      .innerJoin(users, eq(users.id, memberships.userId))
      .where(and(eq(memberships.schoolId, school), isNotNull(users.canonicalEmail)))
      .groupBy(sql`domain`)
      .orderBy(desc(sql`count(*)`), sql`domain`)
      .limit(most),
  ]);
  return [...new Set([...(row?.named ?? []), ...inUse.map(({ domain }) => domain)])];
}
