import { and, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { memberships, recoveries } from "#db/schema";
import { DomainError } from "#domain/errors";
import { cancel, confirm, type Recovery, type RecoveryHolder } from "#domain/recoveries";
import type { Act, PersonAct, Runtime } from "../act.ts";
import type { Member } from "../events/author.ts";
import { announceAct } from "../events/carry-out.ts";
import { move } from "./writes.ts";

/** An Owner stops it. Refuses with `not_found` or `recovery_ended`. */
export async function cancelRecovery(act: PersonAct, id: string): Promise<void> {
  const committed = await move(act, id, "recovery.cancelled", (seen) => cancel(seen, act.now));
  if (committed) announceAct(act, committed);
}

/** Holds while no recovery is open at a school that somebody owns. */
export function hasNothingToCancel(userId: string): SQL {
  return sql`not exists (select 1 from ${memberships} join ${recoveries}
    on ${recoveries.schoolId} = ${memberships.schoolId} and ${recoveries.dueAt} is not null
    where ${memberships.userId} = ${userId} and ${memberships.role} = 'owner' and ${memberships.status} = 'active')`;
}

/** An Owner has signed in, so there is no need of another [A14]: cancels what is open at the schools they own. */
export async function cancelRecoveriesOf(runtime: Runtime, userId: string): Promise<void> {
  const found = await open(runtime.env.DB)
    .select({ id: recoveries.id, school: recoveries.schoolId, role: memberships.role })
    .from(memberships)
    .innerJoin(
      recoveries,
      and(eq(recoveries.schoolId, memberships.schoolId), isNotNull(recoveries.dueAt)),
    )
    .where(
      and(
        eq(memberships.userId, userId),
        eq(memberships.role, "owner"),
        eq(memberships.status, "active"),
      ),
    );
  for (const { id, school, role } of found) {
    const actor: Member = {
      right: "role",
      school,
      id: userId,
      role,
      may: "cancelRecovery",
    };
    const act = { ...runtime, school, actor };
    const committed = await move(act, id, "recovery.cancelled", (seen) =>
      // It may have ended this very moment.
      seen.dueAt === null ? null : cancel(seen, act.now),
    ).catch(nullIfNoOwner);
    if (committed) announceAct(act, committed);
  }
}

/** The holder of a recovery address has confirmed. Refuses with `link_dead`. */
export async function confirmRecovery(
  runtime: Runtime,
  { schoolId, id }: Recovery,
  by: RecoveryHolder,
): Promise<void> {
  const act: Act = { ...runtime, school: schoolId, actor: "link" };
  const committed = await move(act, id, "recovery.confirmed", (seen) => confirm(seen, by, act.now));
  if (committed) announceAct(act, committed);
}

/** Whoever has just ceased to be an Owner cancels nothing. */
function nullIfNoOwner(error: unknown): null {
  if (error instanceof DomainError && ["forbidden", "not_found", "signed_out"].includes(error.code))
    return null;
  throw error;
}
