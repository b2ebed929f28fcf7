import { and, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { pupils, schools } from "#db/schema";
import type { Act } from "../act.ts";

/** When a pupil is erased who has left at `since` (epoch milliseconds; null for not): so many months later as the school keeps them. */
export function eraseAt(school: string, since: SQL): SQL {
  const months = sql`(select ${schools.pupilsKeptMonths} from ${schools} where ${schools.id} = ${school})`;
  return sql`case when ${since} is null then null
    else unixepoch(${since} / 1000, 'unixepoch', '+' || ${months} || ' months') * 1000 end`;
}

/** The school keeps them for longer or shorter from now on: also those who have left already. */
export function keepAnew({ env, school }: Act) {
  return open(env.DB)
    .update(pupils)
    .set({ eraseAt: eraseAt(school, sql`${pupils.deactivatedAt}`) })
    .where(and(eq(pupils.schoolId, school), isNotNull(pupils.eraseAt)));
}
