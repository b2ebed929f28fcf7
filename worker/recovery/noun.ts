import { and, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { known, type Reading, reading } from "#db/reading";
import { recoveries } from "#db/schema";
import { person } from "#domain/names";
import { PublicRecovery, publishedRecovery } from "#domain/recoveries";
import { can } from "#domain/roles";
import { type ServerNoun, tellerOf } from "../events/noun.ts";
import { newestRecovery, withAsker } from "./rows.ts";

export const recovery = {
  tellers(db, school, ids) {
    const rows = withAsker(db)
      // Found by their ids, as invites are.
      .where(and(sql`${recoveries.id} in ${ids}`, sql`+${recoveries.schoolId} = ${school}`));
    return reading(rows, (found) =>
      tellerOf(
        found,
        (row) => row.recovery.id,
        (fact, row) => ({
          ...fact,
          recovery: publishedRecovery(row.recovery, person(row.asker)),
        }),
      ),
    );
  },

  snapshot: {
    recovery: {
      shape: z.nullable(PublicRecovery),
      read(db, school, role): Reading<PublicRecovery | null> {
        if (!can(role, "seeRecovery")) return known(null);
        return reading(newestRecovery(db, school), ([latest]) =>
          latest ? publishedRecovery(latest.recovery, person(latest.asker)) : null,
        );
      },
    },
  },
} satisfies ServerNoun<"recovery">;
