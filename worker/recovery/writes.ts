import { and, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { recoveries } from "#db/schema";
import { DomainError } from "#domain/errors";
import type { Kind } from "#domain/nouns";
import type { Recovery } from "#domain/recoveries";
import type { Act } from "../act.ts";
import type { Env } from "../env.ts";
import { commit, type Step, settle } from "../events/commit.ts";
import type { Committed } from "../events/committed.ts";

type Moving = Pick<Act, "env" | "school" | "actor" | "now">;

/** One guarded act on a recovery, by somebody or by time. Null when `decide` finds nothing to do. Refuses with `not_found`. */
export async function move(
  { env, school, actor, now }: Moving,
  id: string,
  kind: Kind,
  decide: (seen: Recovery) => Recovery | null,
): Promise<Committed | null> {
  const done = await settle<{ committed: Committed | null }>(async () => {
    const [seen] = await open(env.DB)
      .select()
      .from(recoveries)
      .where(and(eq(recoveries.id, id), eq(recoveries.schoolId, school)));
    if (!seen) throw new DomainError("not_found");
    const next = decide(seen);
    if (!next) return { committed: null };
    const step: Step = { change: [write(env, seen, next)], fact: { kind, subjectId: id } };
    const committed = await commit(env, { school, actor: actor?.id ?? null, now, steps: [step] });
    return committed && { committed };
  }, 10);
  return done.committed;
}

/** The school's recovery that has not ended, or null. */
export async function openRecovery(
  env: Env,
  school: string,
  condition?: SQL,
): Promise<Recovery | null> {
  const [found] = await open(env.DB)
    .select()
    .from(recoveries)
    .where(and(eq(recoveries.schoolId, school), isNotNull(recoveries.dueAt), condition));
  return found ?? null;
}

/** The guarded write: the row the domain saw is the row written, or nothing is. */
export function write(env: Env, seen: Recovery, next: Recovery, condition?: SQL) {
  return open(env.DB)
    .update(recoveries)
    .set(next)
    .where(
      and(
        eq(recoveries.schoolId, seen.schoolId),
        eq(recoveries.id, seen.id),
        eq(recoveries.version, seen.version),
        condition,
      ),
    );
}

/** Holds while the recovery is the one the domain saw. */
export function isSeen({ id, version }: Recovery): SQL {
  return sql`exists (select 1 from ${recoveries} where ${recoveries.id} = ${id} and ${recoveries.version} = ${version})`;
}
