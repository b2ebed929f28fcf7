import { and, sql } from "drizzle-orm";
import { reading } from "#db/reading";
import { yearRolls } from "#db/schema";
import { publishedYearRoll } from "#domain/years";
import { type ServerNoun, tellerOf } from "../events/noun.ts";
import { rollRows } from "./rows.ts";

export const year = {
  tellers(db, school, ids) {
    const rows = rollRows(db)
      // Found by their ids, as invites are.
      .where(and(sql`${yearRolls.id} in ${ids}`, sql`+${yearRolls.schoolId} = ${school}`));
    return reading(rows, (found) =>
      tellerOf(
        found,
        ({ roll }) => roll.id,
        (fact, { roll }) => ({ ...fact, yearRoll: publishedYearRoll(roll) }),
      ),
    );
  },

  snapshot: {},
} satisfies ServerNoun<"year">;
