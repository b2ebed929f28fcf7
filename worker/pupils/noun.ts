import { and, sql } from "drizzle-orm";
import { reading } from "#db/reading";
import { pupils } from "#db/schema";
import { type ServerNoun, tellerOf } from "../events/noun.ts";
import { pupilRows, shownPupil } from "./rows.ts";

/** Pupils are too many for a snapshot: whoever looks at them asks for them. */
export const pupil = {
  tellers(db, school, ids) {
    const rows = pupilRows(db)
      // Found by their ids, as invites are.
      .where(and(sql`${pupils.id} in ${ids}`, sql`+${pupils.schoolId} = ${school}`));
    return reading(rows, (found) =>
      tellerOf(
        found,
        (row) => row.pupil.id,
        (fact, row) => ({ ...fact, pupil: shownPupil(row) }),
      ),
    );
  },

  snapshot: {},
} satisfies ServerNoun<"pupil">;
