import { and, eq, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { insertEach, insertWhere } from "#db/rows";
import { differences, imports } from "#db/schema";
import { DomainError } from "#domain/errors";
import { type ImportSource, noTally, type Tally } from "#domain/imports";
import { differencesBetween, type Found } from "#domain/imports/differences";
import type { Standing } from "#domain/imports/standing";
import type { Roster } from "#domain/rosters/roster";
import type { Act } from "../act.ts";
import type { Env } from "../env.ts";
import { authorId } from "../events/author.ts";
import { carryOut } from "../events/carry-out.ts";
import type { Step } from "../events/commit.ts";
import { settle } from "../events/settle.ts";
import { carriedOver, leftIn, saysTheSame } from "./carried.ts";
import { drafted, drafting, takeBack } from "./drafts.ts";
import { goneBy } from "./leavers.ts";
import { standingImport } from "./list.ts";
import { inPortions } from "./portions.ts";
import { standingOf } from "./standing.ts";
import { tallied } from "./tally.ts";

/** Where a roster came from, and the file's name. */
export interface Origin {
  source: ImportSource;
  name: string | null;
}

/**
 * Writes down what a roster says otherwise than the school's Staffroom [S5], in the place of what was proposed before, whose
 * decisions hold for what is the same; nothing else changes. Gives the import's id; null for one that was fetched and says nothing new. Refuses with `import_running`.
 */
export function propose(by: Act, roster: Roster, origin: Origin): Promise<string | null> {
  return settle(by, async (act) => {
    const { env, school, now } = act;
    const before = await standingImport(env, school);
    if (before?.status === "applying") throw new DomainError("import_running");
    const standing = await standingOf(env, school);
    const found = differencesBetween(roster, standing);
    const isFetched = origin.source === "pull";
    const news = found.filter(({ isSettled }) => !isSettled).length;
    if (isFetched && news === 0 && !(before && leftIn(before.counts))) return { id: null };
    const id = crypto.randomUUID();
    const row: typeof imports.$inferSelect = {
      id,
      schoolId: school,
      byId: authorId(act.actor),
      at: now,
      ...origin,
      status: "proposed",
      counts: tallyOf(found),
      warnings: roster.warnings,
      warningCount: roster.warnings.length + roster.moreWarnings,
      ...sizeOf(standing),
      leftStaff: 0,
      leftPupils: 0,
      done: 0,
      total: 0,
      appliedById: null,
      askedById: null,
      appliedAt: null,
      dueAt: null,
      turn: "",
      version: 1,
    };
    // Whoever uploads at the same moment sweeps: an import stands with all its differences or not at all.
    const isWhole = sql`(select count(*) from ${differences} where ${differences.importId} = ${id}) = ${found.length}`;
    let stands = false;
    try {
      await writeDown(act, id, found);
      if (isFetched && before && (await saysTheSame(env, before, id, news))) return { id: null };
      const made = await carryOut(act, {
        steps: [
          ...(before ? [replacing(act, before, isWhole)] : []),
          standingIn(act, row, isWhole),
        ],
        after: [
          ...(before ? decidedBefore(env, before.id, id) : []),
          swept(env, school, id),
          drafted(env, id),
        ],
        subjectId: id,
      });
      stands = made !== null;
      return made && { id };
    } finally {
      if (!stands) await takeBack(env, id);
    }
  }).then(({ id }) => id);
}

/** In portions that one parameter holds, seen by nobody until the import that they are of is there. */
async function writeDown(act: Act, importId: string, found: readonly Found[]): Promise<void> {
  const db = open(act.env.DB);
  const rows = found.map(({ task, isSettled, ...difference }, position) => ({
    ...difference,
    id: crypto.randomUUID(),
    importId,
    schoolId: act.school,
    position,
    task: JSON.stringify(task),
    state: stateOf(isSettled),
    decidedById: null,
    isSingled: false,
    outcome: null,
  }));
  if (rows.length > 0) await drafting(act, importId);
  for (const some of inPortions(rows)) await insertEach(db, differences, some, sql`true`);
}

/** The import before is over, and its differences, which tell details of people, go. */
function replacing({ env }: Act, before: { id: string; version: number }, isWhole: SQL): Step {
  const db = open(env.DB);
  const isSame = and(
    eq(imports.id, before.id),
    eq(imports.version, before.version),
    sql`${imports.status} <> 'applying'`,
    isWhole,
  );
  return {
    change: [
      db
        .update(imports)
        .set({ status: "replaced", ...goneBy(before.id), version: sql`${imports.version} + 1` })
        .where(isSame),
    ],
    fact: { kind: "import.replaced", subjectId: before.id },
  };
}

function standingIn({ env, school }: Act, row: typeof imports.$inferSelect, isWhole: SQL): Step {
  const none = sql`not exists (select 1 from imports s where s.school_id = ${school} and s.status <> 'replaced')
    and ${isWhole}`;
  return {
    change: [insertWhere(open(env.DB), imports, row, none)],
    fact: { kind: "import.proposed", subjectId: row.id },
  };
}

/** Where it stands in the other's place. */
function decidedBefore(env: Env, before: string, id: string) {
  const db = open(env.DB);
  const stands = sql`exists (select 1 from imports i where i.id = ${id})`;
  return [carriedOver(db, before, id, stands), tallied(db, id, stands)];
}

/** Differences of imports that are over, or that never came to be. */
function swept(env: Env, school: string, id: string) {
  const standing = sql`select i.id from imports i where i.school_id = ${school} and i.status <> 'replaced'`;
  return open(env.DB)
    .delete(differences)
    .where(
      and(
        eq(differences.schoolId, school),
        sql`exists (select 1 from imports i where i.id = ${id})`,
        sql`${differences.importId} not in (${standing})`,
      ),
    );
}

function stateOf(isSettled: boolean): "never" | "open" {
  return isSettled ? "never" : "open";
}

function tallyOf(found: readonly Found[]): Tally {
  const tally = noTally();
  for (const { kind, isSettled } of found) tally[kind][stateOf(isSettled)]++;
  return tally;
}

/** How many the MIS knew before, against whom leavers are held. */
function sizeOf({ links, staff, pupils }: Standing): { staff: number; pupils: number } {
  const count = (rows: readonly { id: string; status: string }[], noun: "user" | "pupil") => {
    const known = new Set(links[noun].map(({ rowId }) => rowId));
    return rows.filter(({ id, status }) => status === "active" && known.has(id)).length;
  };
  return { staff: count(staff, "user"), pupils: count(pupils, "pupil") };
}
