import type { PublicBatch } from "../batches.ts";
import type { Table } from "../noun.ts";

/** Lists come and stay. How far they are, a replica counts by their invites. */
export const batchTable: Table<PublicBatch, { batch?: PublicBatch }> = ({ batch }) =>
  batch ? [{ put: batch }] : [];
