import { and, eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { imports } from "#db/schema";
import { DomainError } from "#domain/errors";
import { needsSecond } from "#domain/imports";
import type { PersonAct } from "../../act.ts";
import { carryOut } from "../../events/carry-out.ts";
import { settle } from "../../events/settle.ts";
import { leavingBy } from "../leavers.ts";
import { findImport } from "../list.ts";
import { acceptedInvites } from "./links.ts";
import { patience } from "./turn.ts";

/**
 * Begins to apply what is accepted of an import [S5]; while it is being applied, nothing. Refuses with `not_found`,
 * `nothing_to_apply`, `import_running` where a newer one stands for it, and with `needs_second_admin` while too many would leave within a day
 * and nobody else has asked for that.
 * Gives the import's id.
 */
export async function beginImport(by: PersonAct, id: string): Promise<string> {
  await settle(by, async (act) => {
    const { env, school, actor } = act;
    const seen = await findImport(env, school, id);
    if (seen.status === "applying") return seen;
    if (seen.status === "replaced") throw new DomainError("import_running");
    const { total, leaving, gone } = await leavingBy(act, id);
    if (total === 0) throw new DomainError("nothing_to_apply");
    const db = open(env.DB);
    const isSame = and(
      eq(imports.id, id),
      eq(imports.version, seen.version),
      sql`${imports.status} in ('proposed', 'applied')`,
    );
    const version = sql`${imports.version} + 1`;
    const isFirst = seen.askedById === null || seen.askedById === actor.id;
    if (needsSecond(leaving, seen, gone) && isFirst) {
      const change = [db.update(imports).set({ askedById: actor.id, version }).where(isSame)];
      const fact = { kind: "import.asked", subjectId: id } as const;
      const isAsked =
        seen.askedById !== null ||
        (await carryOut({ ...act, key: null }, { steps: [{ change, fact }], subjectId: id }));
      if (!isAsked) return null;
      throw new DomainError("needs_second_admin");
    }
    const begun = {
      status: "applying" as const,
      done: 0,
      total,
      appliedById: actor.id,
      dueAt: act.now + patience,
      turn: crypto.randomUUID(),
      version,
    };
    const change = [
      db
        .update(imports)
        .set(begun)
        .where(and(isSame, sql`${imports.turn} = ${seen.turn}`)),
    ];
    const fact = { kind: "import.started", subjectId: id } as const;
    return carryOut(act, {
      steps: [{ change, fact }],
      after: [acceptedInvites(db, school)],
      subjectId: id,
    });
  });
  return id;
}
