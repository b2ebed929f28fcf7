import { and, eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { ask, reading, together } from "#db/reading";
import { batches, invites } from "#db/schema";
import type { Outcome, PublicBatch } from "#domain/batches";
import { DomainError } from "#domain/errors";
import { type PublicInvite, published } from "#domain/invites";
import { person } from "#domain/names";
import type { Env } from "../env.ts";
import { withInviter } from "../invites/rows.ts";
import { type KeptResult, shownBatch, withProgress } from "./rows.ts";

/** What became of a row of a list, and its invite. */
export interface Result {
  email: string;
  outcome: Outcome;
  invite?: PublicInvite;
}

/** A list of the school. Refuses with `not_found`. */
export async function findBatch(env: Env, school: string, id: string): Promise<PublicBatch> {
  const [row] = await withProgress(open(env.DB)).where(isBatch(school, id));
  if (!row) throw new DomainError("not_found");
  return shownBatch(row);
}

/** The same with what became of each row, in the list's order. Refuses with `not_found`. */
export async function resultsOf(
  env: Env,
  school: string,
  id: string,
): Promise<{ batch: PublicBatch; results: Result[] }> {
  const db = open(env.DB);
  const found = await ask(
    db,
    together({
      batch: reading(withProgress(db).where(isBatch(school, id)), ([row]) => row),
      kept: reading(
        db.select({ results: batches.results }).from(batches).where(isBatch(school, id)),
        ([row]) => JSON.parse(row?.results ?? "[]") as KeptResult[],
      ),
      invites: reading(
        withInviter(db).where(and(eq(invites.batchId, id), sql`+${invites.schoolId} = ${school}`)),
        (rows) =>
          new Map(rows.map((row) => [row.invite.id, published(row.invite, person(row.inviter))])),
      ),
    }),
  );
  if (!found.batch) throw new DomainError("not_found");
  const results = found.kept.map(([email, outcome, inviteId]): Result => {
    if (inviteId === undefined) return { email, outcome };
    const invite = found.invites.get(inviteId);
    // Somebody else had invited the address when it was written.
    return invite ? { email, outcome, invite } : { email, outcome: "invite_pending" };
  });
  return { batch: shownBatch(found.batch), results };
}

function isBatch(school: string, id: string) {
  return and(eq(batches.id, id), eq(batches.schoolId, school));
}
