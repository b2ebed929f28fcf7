import { type SQL, sql } from "drizzle-orm";
import type { AppContext } from "../http/app.ts";

/** Whoever acts still has the role they came with as it is written: a demotion may overtake a slow request. */
export function stillHolds(c: AppContext): SQL {
  const { schoolId, role } = c.get("seat");
  return sql`exists (select 1 from memberships a where a.school_id = ${schoolId} and a.user_id = ${c.get("me").id}
    and a.role = ${role} and a.status = 'active')`;
}
