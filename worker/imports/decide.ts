import { and, eq, ne, type SQL, sql } from "drizzle-orm";
import { type Db, open } from "#db/client";
import { insertFrom } from "#db/rows";
import { differences, imports, settledDifferences } from "#db/schema";
import { DomainError } from "#domain/errors";
import type { Decision, DifferenceKind } from "#domain/imports";
import type { PersonAct } from "../act.ts";
import { carryOut } from "../events/carry-out.ts";
import { settle } from "../events/settle.ts";
import { jsonOf } from "../groups/sides.ts";
import { findImport } from "./list.ts";
import { tallied } from "./tally.ts";

/** What is decided about: some by their ids, or all of a kind. */
export type Chosen = { ids: readonly string[] } | { all: DifferenceKind };

/**
 * Decides about differences [S5]: of a kind about all that are not applied, else about each by itself. What stands so already is
 * whoever's decision it was; but one of a kind that is decided by itself is decided about anew. What is ignored for good is not taken
 * back with all the others, and a question whose answer this import has heeded is asked again with the next. Refuses with `not_found`, and with
 * `import_running` while the import is applied or once another stands for it.
 */
export async function decide(
  by: PersonAct,
  id: string,
  chosen: Chosen,
  state: Decision,
): Promise<void> {
  await settle(by, async (act) => {
    const { env, school, actor } = act;
    const db = open(env.DB);
    const isSingled = "ids" in chosen;
    const seen = await findImport(env, school, id);
    if (seen.status === "applying" || seen.status === "replaced")
      throw new DomainError("import_running");
    const which = and(
      isChosen(id, chosen),
      sql`${differences.state} <> 'applied'`,
      mayBe(state, chosen),
    );
    const isOther = isSingled
      ? sql`(${differences.state} <> ${state} or not ${differences.isSingled})`
      : sql`${differences.state} <> ${state}`;
    const [about] = await db
      .select({ count: sql<number>`count(*)`, kind: sql<string>`min(${differences.kind})` })
      .from(differences)
      .where(and(which, isOther));
    if (!about?.count) return seen;
    const turn = crypto.randomUUID();
    const guard = db
      .update(imports)
      // Whoever has asked to apply it has asked for what was decided then.
      .set({ version: sql`${imports.version} + 1`, askedById: null, turn })
      .where(
        and(
          eq(imports.id, id),
          eq(imports.version, seen.version),
          sql`${imports.status} in ('proposed', 'applied')`,
        ),
      );
    const isDone = sql`exists (select 1 from imports i where i.id = ${id} and i.turn = ${turn})`;
    const change = [
      guard,
      ...remembering(db, school, which, state, isDone),
      db
        .update(differences)
        .set({ state, isSingled, decidedById: actor.id })
        .where(and(which, isOther, isDone)),
      tallied(db, id, isDone),
    ];
    const changes = {
      state: [null, state],
      kind: [null, about.kind],
      count: [null, about.count],
    } satisfies Record<string, [unknown, unknown]>;
    const fact = { kind: "import.decided", subjectId: id, changes } as const;
    return carryOut(act, { steps: [{ change, fact }], subjectId: id });
  });
}

function mayBe(state: Decision, chosen: Chosen): SQL | undefined {
  const isHeeded = sql`coalesce(${differences.after} ->> 'isHeeded', false)`;
  return and(
    state === "open" || state === "accepted" ? sql`not ${isHeeded}` : undefined,
    "all" in chosen && (state === "accepted" || state === "ignored")
      ? ne(differences.state, "never")
      : undefined,
  );
}

function isChosen(importId: string, chosen: Chosen): SQL | undefined {
  return "ids" in chosen
    ? and(
        sql`${differences.id} in ${jsonOf(chosen.ids)}`,
        sql`+${differences.importId} = ${importId}`,
      )
    : and(eq(differences.importId, importId), eq(differences.kind, chosen.all));
}

/** What is ignored for good is remembered by what it is about, and forgotten when that is thought better of. */
function remembering(db: Db, school: string, which: SQL | undefined, state: Decision, isDone: SQL) {
  const keys = sql`select ${differences.key} from ${differences} where ${which}`;
  const forget = db
    .delete(settledDifferences)
    .where(
      and(
        eq(settledDifferences.schoolId, school),
        sql`${settledDifferences.key} in (${keys})`,
        isDone,
      ),
    );
  if (state !== "never") return [forget];
  const remember = insertFrom(
    db,
    settledDifferences,
    { schoolId: school, key: sql`${differences.key}` },
    sql`from ${differences} where ${which} and ${isDone} on conflict do nothing`,
  );
  return [remember];
}
