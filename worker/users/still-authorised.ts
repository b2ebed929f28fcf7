import { type SQL, sql } from "drizzle-orm";
import type { Act } from "../act.ts";

/** Whoever acts still has the role they came with as it is written: a demotion may overtake a slow request. Nobody needs none. */
export function stillHolds({ school, actor }: Act): SQL {
  if (!actor) return sql`true`;
  return sql`exists (select 1 from memberships a where a.school_id = ${school} and a.user_id = ${actor.id}
    and a.role = ${actor.role} and a.status = 'active')`;
}
