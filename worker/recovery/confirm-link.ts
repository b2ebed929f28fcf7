import { eq } from "drizzle-orm";
import { asker } from "#db/aliases";
import { open } from "#db/client";
import { names, packed, packedOrNull } from "#db/rows";
import { recoveries, schools } from "#db/schema";
import { fullName } from "#domain/names";
import { addressOf, holderOf, type Recovery, type RecoveryHolder } from "#domain/recoveries";
import type { Runtime } from "../act.ts";
import { readLink } from "../links.ts";

/** What a genuine confirmation link leads to. */
export interface OpenedRecovery {
  recovery: Recovery;
  school: typeof schools.$inferSelect;
  askedBy: string;
  holder: RecoveryHolder;
}

/** Reads a token from the path. Null for a forged one, which costs no database read. */
export async function openRecoveryLink(
  { env, settings }: Runtime,
  token: string,
): Promise<OpenedRecovery | null> {
  const link = readLink(settings.linkKeys, "recovery", token);
  const holder = link && holderOf(link.generation);
  if (!link || !holder) return null;
  const [row] = await open(env.DB)
    .select({
      recovery: packed(recoveries),
      school: packed(schools),
      asker: packedOrNull(asker, names),
    })
    .from(recoveries)
    .innerJoin(schools, eq(schools.id, recoveries.schoolId))
    .leftJoin(asker, eq(asker.id, recoveries.askedById))
    .where(eq(recoveries.id, link.id));
  if (!row) return null;
  const isOpen = row.recovery.dueAt !== null;
  if (isOpen && addressOf(row.recovery, holder) === null) return null;
  return {
    recovery: row.recovery,
    school: row.school,
    holder,
    askedBy: row.asker ? fullName(row.asker) : "An Admin",
  };
}
