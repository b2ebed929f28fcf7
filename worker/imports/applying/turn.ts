import { and, asc, eq, gt, type SQL, sql } from "drizzle-orm";
import { open } from "#db/client";
import { type Reading, reading } from "#db/reading";
import { each, field } from "#db/rows";
import { differences, events, imports } from "#db/schema";
import type { DifferenceKind, Subject } from "#domain/imports";
import type { Task } from "#domain/imports/difference";
import type { PersonAct } from "../../act.ts";
import type { Env } from "../../env.ts";
import { ring } from "../../events/announce.ts";
import { carryOut } from "../../events/carry-out.ts";
import { type Command, commit, type Step } from "../../events/commit.ts";
import type { Many } from "../../events/commit-many.ts";
import { tallied } from "../tally.ts";
import { type Left, linking, type NewLink, sayingLeft } from "./links.ts";

/** After so long without a sign of life somebody else goes on, milliseconds. */
export const patience = 30_000;

/** An import that is being applied, as far as whoever goes on with it knows. */
export interface Turn {
  act: PersonAct;
  id: string;
  /** Whose turn it is: what is written is written under it, or not at all. */
  turn: string;
}

/** An accepted difference. */
export interface Accepted {
  id: string;
  kind: DifferenceKind;
  subject: Subject;
  before: Record<string, unknown> | null;
  task: Task;
  isSingled: boolean;
}

/** What became of one: applied, with a word where it could not be done as it stands; or put back to be looked at again. */
export interface Ended {
  id: string;
  outcome?: string | null;
  isOpen?: boolean;
  /** Whose rows its portion changes for it. Where somebody else has changed one just before, that is not done, and it is put back. */
  rows?: readonly string[];
  /** What an id of the MIS stands for by it. */
  link?: NewLink;
  /** Who has left by it, or is back. */
  left?: Left;
}

export const overtaken = "Somebody changed this at the same moment. Look at it once more.";

/** The next accepted differences of an import in their order. */
export function nextAccepted(env: Env, importId: SQL, most: number): Reading<Accepted[]> {
  const { id, kind, subject, before, task, isSingled } = differences;
  const rows = open(env.DB)
    .select({ id, kind, subject, before, task, isSingled })
    .from(differences)
    .where(
      and(
        sql`${differences.importId} = ${importId}`,
        eq(differences.state, "accepted"),
        gt(differences.position, -1),
      ),
    )
    .orderBy(asc(differences.position))
    .limit(most);
  return reading(rows, (found) =>
    found.map((row) => ({ ...row, task: JSON.parse(row.task) as Task })),
  );
}

/** Holds as long as it is this turn, ahead of what ends it. */
export function isTurn({ id, turn }: Pick<Turn, "id" | "turn">): SQL {
  return sql`exists (select 1 from ${imports} i where i.id = ${id} and i.turn = ${turn} and i.status = 'applying')`;
}

/** What is told of many, as long as it is this turn. */
export function inTurn(turn: Turn, many: Many): Many {
  return { ...many, from: sql`${many.from} and ${isTurn(turn)}` };
}

/** What a portion writes beside its differences and what is remembered by them, each under the condition that it is its turn. */
export interface Work {
  many?: Command["many"];
  steps?: Step[];
  writes?(isMine: SQL): Step["change"];
}

/**
 * Writes a portion down: what it changes, what became of its differences, what is remembered by them, and how far the import is, all in
 * one batch. Whoever comes with a turn that is over writes nothing: null.
 */
export async function endTurn(
  { act, id, turn }: Turn,
  ended: readonly Ended[],
  { many = [], steps = [], writes = () => [] }: Work = {},
) {
  const db = open(act.env.DB);
  const [next, command] = [crypto.randomUUID(), crypto.randomUUID()];
  const isMine = sql`exists (select 1 from ${imports} i where i.id = ${id} and i.turn = ${next})`;
  const isWritten = allTold(act, command);
  const guard = db
    .update(imports)
    .set({
      turn: next,
      done: sql`${imports.done} + ${ended.length}`,
      dueAt: act.now + patience,
      version: sql`${imports.version} + 1`,
    })
    .where(and(eq(imports.id, id), eq(imports.turn, turn), sql`${imports.status} = 'applying'`));
  const change = [
    guard,
    ...remembering(act, ended, sql`${isMine} and ${isWritten}`),
    ...writes(isMine),
    ...marks(act.env, ended, isMine, isWritten),
  ];
  const fact = { kind: "import.advanced", subjectId: id } as const;
  const done = await commit(act, { id: command, many, steps: [...steps, { change, fact }] });
  // No mail of its own waits to leave.
  if (done) act.waitUntil(ring(act.env, done));
  return done;
}

/** All that was accepted is applied. */
export async function finish({ act, id, turn }: Turn) {
  const db = open(act.env.DB);
  const next = crypto.randomUUID();
  const isMine = sql`exists (select 1 from ${imports} i where i.id = ${id} and i.turn = ${next})`;
  const guard = db
    .update(imports)
    .set({
      status: "applied",
      dueAt: null,
      appliedAt: act.now,
      askedById: null,
      turn: next,
      version: sql`${imports.version} + 1`,
    })
    .where(and(eq(imports.id, id), eq(imports.turn, turn), sql`${imports.status} = 'applying'`));
  const fact = { kind: "import.applied", subjectId: id } as const;
  return carryOut(act, {
    steps: [{ change: [guard, tallied(db, id, isMine)], fact }],
    subjectId: id,
  });
}

/** Holds where a command has told of all the `rows` of a row of `each`. */
function allTold({ school, now }: PersonAct, command: string): SQL {
  const isTold = sql`exists (select 1 from ${events} told where told.school_id = ${school} and told.subject_id = r.value
    and told.at = ${now} and told.command = ${command})`;
  return sql`not exists (select 1 from json_each(j.value, '$.rows') r where not ${isTold})`;
}

/** What ids of the MIS stand for, and who has left, by the differences for which `condition` holds. */
function remembering({ env, school }: PersonAct, ended: readonly Ended[], condition: SQL) {
  const db = open(env.DB);
  const links = ended.flatMap(({ link, rows }) => (link ? [{ ...link, rows }] : []));
  const left = ended.flatMap(({ left, rows }) => (left ? [{ ...left, rows }] : []));
  const alike = Map.groupBy(left, ({ noun, hasLeft }) => `${noun} ${hasLeft}`);
  return [
    ...(links.length > 0 ? [linking(db, school, links, condition)] : []),
    ...[...alike.values()].map((some) => sayingLeft(db, school, some, condition)),
  ];
}

function marks(env: Env, ended: readonly Ended[], isMine: SQL, isWritten: SQL): Step["change"] {
  const rows = ended.map(({ id, outcome = null, isOpen = false, rows }) => ({
    ...{ id, outcome, rows },
    state: isOpen ? "open" : "applied",
  }));
  const db = open(env.DB);
  const set = db
    .update(differences)
    .set({
      state: sql`iif(${isWritten}, ${field("state")}, 'open')`,
      outcome: sql`iif(${isWritten}, ${field("outcome")}, ${overtaken})`,
    })
    .from(each(rows))
    .where(and(sql`${differences.id} = ${field("id")}`, isMine));
  return [set];
}
