import { desc, eq } from "drizzle-orm";
import { asker } from "#db/aliases";
import type { Db } from "#db/client";
import { names, packed, packedOrNull } from "#db/rows";
import { recoveries } from "#db/schema";

/** Recoveries with who asked for them. */
export function withAsker(db: Db) {
  return db
    .select({ recovery: packed(recoveries), asker: packedOrNull(asker, names) })
    .from(recoveries)
    .leftJoin(asker, eq(asker.id, recoveries.askedById));
}

/** A school's latest recovery, if it ever had one. */
export function newestRecovery(db: Db, school: string) {
  return withAsker(db)
    .where(eq(recoveries.schoolId, school))
    .orderBy(desc(recoveries.askedAt))
    .limit(1);
}
