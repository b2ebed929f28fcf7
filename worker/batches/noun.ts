import { and, desc, eq, gte, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { known, reading } from "#db/reading";
import { batches } from "#db/schema";
import { PublicBatch } from "#domain/batches";
import { recentSince } from "#domain/invites/recent";
import { can } from "#domain/roles";
import { type ServerNoun, tellerOf } from "../events/noun.ts";
import { shownBatch, withProgress } from "./rows.ts";

/** So many of the latest lists are in a snapshot, as far as their invites are. */
const latest = 20;

export const batch = {
  tellers(db, school, ids) {
    const rows = withProgress(db)
      // Found by their ids, as invites are.
      .where(and(sql`${batches.id} in ${ids}`, sql`+${batches.schoolId} = ${school}`));
    return reading(rows, (found) =>
      tellerOf(
        found,
        (row) => row.id,
        (fact, row) => ({ ...fact, batch: shownBatch(row) }),
      ),
    );
  },

  snapshot: {
    batches: {
      shape: z.array(PublicBatch),
      read(db, school, role, now) {
        if (!can(role, "seeInvites")) return known<PublicBatch[]>([]);
        const isRecent = gte(batches.sentAt, recentSince(now));
        const rows = withProgress(db)
          .where(and(eq(batches.schoolId, school), isRecent))
          .orderBy(desc(batches.sentAt), desc(batches.id))
          .limit(latest);
        return reading(rows, (found) => found.map(shownBatch));
      },
    },
  },
} satisfies ServerNoun<"batch">;
