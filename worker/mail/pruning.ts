import { sql } from "drizzle-orm";
import { open } from "#db/client";
import { mails } from "#db/schema";
import type { Env } from "../env.ts";

/** How long mails are kept, milliseconds. What became of an invite's is told by its events. */
export const mailsKeptFor = 90 * 24 * 3600_000;

/** Rows one statement looks at, and statements one call makes. What is left goes with the next. */
const [portion, mostPortions] = [500, 20];

/** Removes mails that were written more than 90 days before `now`, epoch milliseconds. */
export async function pruneMails(env: Env, now: number): Promise<void> {
  // Rows are numbered as they are written, so the oldest are found without an index of their own.
  const oldest = sql`rowid < (select min(rowid) + ${portion} from ${mails})`;
  for (let n = 0; n < mostPortions; n++) {
    const { meta } = await open(env.DB)
      .delete(mails)
      .where(sql`${oldest} and ${mails.createdAt} < ${now - mailsKeptFor}`);
    if (meta.changes === 0) return;
  }
}
