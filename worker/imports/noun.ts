import { and, eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { known, reading } from "#db/reading";
import { imports } from "#db/schema";
import { PublicImport } from "#domain/imports";
import { can } from "#domain/roles";
import { type ServerNoun, tellerOf } from "../events/noun.ts";
import { shownImport, withHands } from "./rows.ts";

export const imported = {
  tellers(db, school, ids) {
    const rows = withHands(db)
      // Found by their ids, as invites are.
      .where(and(sql`${imports.id} in ${ids}`, sql`+${imports.schoolId} = ${school}`));
    return reading(rows, (found) =>
      tellerOf(
        found,
        (row) => row.id,
        (fact, row) => ({ ...fact, import: shownImport(row) }),
      ),
    );
  },

  snapshot: {
    imports: {
      shape: z.array(PublicImport),
      /** The one that stands. */
      read(db, school, role) {
        if (!can(role, "manageImports")) return known<PublicImport[]>([]);
        const rows = withHands(db).where(and(eq(imports.schoolId, school), standing));
        return reading(rows, (found) => found.map(shownImport));
      },
    },
  },
} satisfies ServerNoun<"import">;

/** A literal, so that its index applies. */
const standing = sql`${imports.status} <> 'replaced'`;
