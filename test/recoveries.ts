import { open } from "#db/client";
import { recoveries } from "#db/schema";
import { bindings, type Somebody } from "./people.ts";

/** A recovery of somebody's school that has been cancelled long since. */
export async function cancelledRecovery(by: Somebody): Promise<{ id: string }> {
  const id = crypto.randomUUID();
  const past = { askedAt: 1, endedAt: 2, version: 2 };
  await open(bindings.DB)
    .insert(recoveries)
    .values({ id, schoolId: by.school, status: "cancelled", askedById: by.id, ...past });
  return { id };
}
