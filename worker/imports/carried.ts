import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import { type Db, open } from "#db/client";
import { differences } from "#db/schema";
import { countOf, type Tally } from "#domain/imports";
import type { Env } from "../env.ts";

/**
 * What was decided about differences of an import holds for the very same ones of the one that takes its place, where `condition` holds:
 * same subject, before and after; what was accepted must be done in the same way, too.
 */
export function carriedOver(db: Db, from: string, to: string, condition: SQL) {
  const decided = sql`f.state in ('accepted', 'ignored', 'never')`;
  return db
    .update(differences)
    .set({
      state: sql`f.state`,
      isSingled: sql`f.is_singled`,
      decidedById: sql`f.decided_by_id`,
    })
    .from(former(from))
    .where(and(eq(differences.importId, to), isSame, decided, condition));
}

/** Whether an import's differences, but for those ignored for good, are the very `count` that another has left. */
export async function saysTheSame(
  env: Env,
  before: { id: string; counts: Tally },
  id: string,
  count: number,
): Promise<boolean> {
  if (leftIn(before.counts) !== count) return false;
  const [found] = await open(env.DB)
    .select({ count: sql<number>`count(*)` })
    .from(differences)
    .innerJoin(former(before.id), isSame)
    .where(and(eq(differences.importId, id), ne(differences.state, "never")));
  return found?.count === count;
}

/** How many of an import's differences still differ, as far as is known, and are of interest. */
export function leftIn(counts: Tally): number {
  return countOf(counts, "open") + countOf(counts, "accepted") + countOf(counts, "ignored");
}

/** Held as a list by itself, which SQLite looks up by all that must be the same. Else it reads all of a kind for each. */
function former(importId: string): SQL {
  return sql`(select * from differences where import_id = ${importId} and state <> 'applied' limit -1) f`;
}

const isSame = sql`f.kind = ${differences.kind} and f.key = ${differences.key}
  and f.before is ${differences.before} and f.after is ${differences.after}
  and (f.state <> 'accepted' or f.task = ${differences.task})`;
