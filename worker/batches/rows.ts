import { eq, sql } from "drizzle-orm";
import { lister } from "#db/aliases";
import type { Db } from "#db/client";
import { names, packedOrNull } from "#db/rows";
import { batches } from "#db/schema";
import {
  type Outcome,
  type PublicBatch,
  progressOf,
  publishedBatch,
  type Tally,
} from "#domain/batches";
import { person } from "#domain/names";

/** What is kept of a row of a list: its address, its verdict, and the id of the invite it was to become. */
export type KeptResult = [email: string, outcome: Outcome, inviteId?: string];

const tallies =
  sql`(select json_group_array(json_object('delivery', delivery, 'status', status, 'count', count))
  from (select delivery, status, count(*) as count from invites where invites.batch_id = ${batches.id} group by delivery, status))`
    .mapWith((text: string) => JSON.parse(text) as Tally[])
    .as("tallies");

/** Lists with who sent them and how far they are; without their rows. */
export function withProgress(db: Db) {
  const { id, sentAt, total } = batches;
  return db
    .select({ id, sentAt, total, lister: packedOrNull(lister, names), tallies })
    .from(batches)
    .leftJoin(lister, eq(lister.id, batches.byId));
}

type Row = Awaited<ReturnType<typeof withProgress>>[number];

export function shownBatch({ lister, tallies, ...batch }: Row): PublicBatch {
  return publishedBatch(batch, person(lister), progressOf(tallies));
}
