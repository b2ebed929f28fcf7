import { and, eq } from "drizzle-orm";
import { open } from "#db/client";
import { recoveries } from "#db/schema";
import { person } from "#domain/names";
import { type PublicRecovery, publishedRecovery } from "#domain/recoveries";
import type { Env } from "../env.ts";
import { newestRecovery, withAsker } from "./rows.ts";

/** The school's latest recovery, or null. */
export async function latestRecovery(env: Env, school: string): Promise<PublicRecovery | null> {
  const [row] = await newestRecovery(open(env.DB), school);
  return row ? publishedRecovery(row.recovery, person(row.asker)) : null;
}

/** One recovery of the school as it is told, or null. */
export async function findRecovery(
  env: Env,
  school: string,
  id: string,
): Promise<PublicRecovery | null> {
  const [row] = await withAsker(open(env.DB)).where(
    and(eq(recoveries.id, id), eq(recoveries.schoolId, school)),
  );
  return row ? publishedRecovery(row.recovery, person(row.asker)) : null;
}
