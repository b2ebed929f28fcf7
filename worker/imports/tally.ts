import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Db } from "#db/client";
import { imports } from "#db/schema";
import { noTally } from "#domain/imports";

/** Counts an import's differences anew, where `condition` holds. */
export function tallied(db: Db, id: string | SQL, condition: SQL) {
  return db
    .update(imports)
    .set({ counts: countsOf(id) })
    .where(and(eq(imports.id, id), condition));
}

/** How many there are of each kind in each state, as JSON, those that there are none of included. */
function countsOf(id: string | SQL): SQL {
  const rows = sql`select kind, state, count(*) as count from differences
    where import_id = ${id} group by kind, state`;
  const byKind = sql`select kind, json_group_object(state, count) as states from (${rows}) group by kind`;
  return sql`json_patch(${JSON.stringify(noTally())},
    coalesce((select json_group_object(kind, json(states)) from (${byKind})), '{}'))`;
}
