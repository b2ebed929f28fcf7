import { and, eq, sql } from "drizzle-orm";
import { open } from "#db/client";
import { each } from "#db/rows";
import { events } from "#db/schema";
import { type Code, DomainError } from "#domain/errors";
import type { Event } from "#domain/events";
import type { Act } from "../act.ts";
import { carryOut } from "./carry-out.ts";
import type { Step } from "./commit.ts";
import { settle } from "./settle.ts";

/** One act on each of many rows. `F` is a row with all that the rules ask about it, `R` the row as it is told. */
export interface OnEach<A, F, R> {
  /** Those of the school, by the ids they are asked for by. */
  read(act: A, ids: readonly string[]): Promise<ReadonlyMap<string, F>>;
  /** Does what has to be done before. Whether it did: then they are read again. */
  before?(act: A, found: ReadonlyMap<string, F>): Promise<boolean>;
  /** What is written of one of them, or null where it is so already. Throws a `DomainError` that says why not. */
  step(act: A, found: F, id: string): Step | null;
  /** Its id in the database. */
  keyOf(found: F): string;
  published(found: F): R;
  /** The row that an event brings, where it is about one. */
  rowIn(event: Event): R | null;
}

/** What came of it for one row: `done`, or the code that a call for it alone would give. The row is told where it is known. */
export interface Verdict<R> {
  outcome: "done" | Code;
  row: R | null;
}

/** What came of each, and what the events of it have in common; null where nothing was written. */
export interface Verdicts<R> {
  command: string | null;
  verdicts: Map<string, Verdict<R>>;
}

/**
 * Does the same to many rows, each as one call alone would. Two round trips to D1, however many they are: what is read of all,
 * and one batch of all that is written. Both again, three times at most, for rows that somebody else wrote in between.
 * Refuses as `settle` does while nothing is done yet.
 */
export async function actOnMany<A extends Act, F, R extends { id: string }>(
  by: A,
  ids: readonly string[],
  onEach: OnEach<A, F, R>,
): Promise<Verdicts<R>> {
  const command = crypto.randomUUID();
  const verdicts = new Map<string, Verdict<R>>();
  let isDone = false;
  await settle(by, async (act) => {
    const left = ids.filter((id) => !verdicts.has(id));
    const found = await onEach.read(act, left);
    if (await onEach.before?.(act, found)) return null;
    const steps: Step[] = [];
    for (const id of left) {
      const decided = decide(act, onEach, found, id);
      if ("outcome" in decided) verdicts.set(id, decided);
      else steps.push(decided);
    }
    // Kept with the first batch; the rest is the same command.
    const keyed = { ...act, key: isDone ? null : act.key };
    const done =
      steps.length > 0 && (await carryOut(keyed, { id: command, steps, subjectId: command }));
    if (done) isDone = true;
    const rows = (done ? done.events : []).flatMap((event) => onEach.rowIn(event) ?? []);
    const told = new Map(rows.map((row) => [row.id, row]));
    for (const id of left) {
      const seen = found.get(id);
      const row = seen && told.get(onEach.published(seen).id);
      if (row) verdicts.set(id, { outcome: "done", row });
    }
    return verdicts.size === ids.length || null;
  }).catch((error: unknown) => {
    if (!isDone || !(error instanceof DomainError)) throw error;
    for (const id of ids)
      if (!verdicts.has(id)) verdicts.set(id, { outcome: error.code, row: null });
  });
  return { command: isDone ? command : null, verdicts };
}

/** The same for whoever asks again: what was done then, and of the others why not now. */
export async function verdictsAgain<A extends Act, F, R>(
  act: A,
  ids: readonly string[],
  onEach: OnEach<A, F, R>,
  command: string | null,
): Promise<Map<string, Verdict<R>>> {
  const found = await onEach.read(act, ids);
  const done = await doneBy(act, [...found.values()].map(onEach.keyOf), command);
  const verdicts = new Map<string, Verdict<R>>();
  for (const id of ids) {
    const row = found.get(id);
    const decided = decide(act, onEach, found, id);
    if (row && done.has(onEach.keyOf(row)))
      verdicts.set(id, { outcome: "done", row: onEach.published(row) });
    else if ("outcome" in decided) verdicts.set(id, decided);
  }
  return verdicts;
}

/** The step that does it to one of them, or what came of it without one. */
function decide<A, F, R>(
  act: A,
  onEach: OnEach<A, F, R>,
  found: ReadonlyMap<string, F>,
  id: string,
): Step | Verdict<R> {
  const row = found.get(id);
  if (!row) return { outcome: "not_found", row: null };
  try {
    return onEach.step(act, row, id) ?? { outcome: "done", row: onEach.published(row) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // Whoever is told that it has changed is told into what.
    return { outcome: error.code, row: error.code === "changed" ? onEach.published(row) : null };
  }
}

/** Those of some rows, by their ids in the database, that a command has done something to. */
async function doneBy(
  { env, school }: Act,
  ids: readonly string[],
  command: string | null,
): Promise<Set<string>> {
  const rows = await open(env.DB)
    .select({ id: events.subjectId })
    .from(events)
    .where(
      and(
        eq(events.schoolId, school),
        sql`${events.subjectId} in (select j.value from ${each(ids)})`,
        eq(events.command, command ?? ""),
      ),
    );
  return new Set(rows.map(({ id }) => id));
}
