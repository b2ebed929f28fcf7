import { and, eq, isNotNull, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { recoveries } from "#db/schema";
import { DomainError } from "#domain/errors";
import type { Kind } from "#domain/nouns";
import type { Recovery } from "#domain/recoveries";
import type { Env } from "../env.ts";
import type { Writer } from "../events/author.ts";
import { commit, type Step } from "../events/commit.ts";
import type { Committed } from "../events/committed.ts";
import { settle } from "../events/settle.ts";

/** One guarded act on a recovery, by somebody or by time. Null when `decide` finds nothing to do. Refuses with `not_found`. */
export async function move(
  by: Writer,
  id: string,
  kind: Kind,
  decide: (seen: Recovery) => Recovery | null,
): Promise<Committed | null> {
  const done = await settle(
    by,
    async (act): Promise<{ committed: Committed | null } | null> => {
      const { env, school } = act;
      const [seen] = await open(env.DB)
        .select()
        .from(recoveries)
        .where(and(eq(recoveries.id, id), eq(recoveries.schoolId, school)));
      if (!seen) throw new DomainError("not_found");
      const next = decide(seen);
      if (!next) return { committed: null };
      const step: Step = { change: [write(env, seen, next)], fact: { kind, subjectId: id } };
      const committed = await commit(act, { steps: [step] });
      return committed && { committed };
    },
    10,
  );
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
