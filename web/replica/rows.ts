import { batch, createSignal, type Signal } from "solid-js";
import type { Step } from "#domain/noun";

interface Row {
  id: string;
  version?: number;
}

/** What a row is expected to become. It gives the very row it was given once there is nothing left to expect. */
export type Expectation<T> = (row: T) => T;

/**
 * A table of the replica, newest first: what is known, and over it what is expected of acts that are on their way.
 * Whoever reads one row is told of that row alone; whoever reads `all` gets plain objects, so that counting and searching
 * thousands of them costs next to nothing.
 */
export function createRows<T extends Row>(isNew: (id: string) => void = () => {}) {
  const truths = new Map<string, T>();
  /** Rows that are expected and not known yet, the oldest first. */
  const expectedRows = new Map<string, T>();
  const expectations = new Map<string, readonly Expectation<T>[]>();
  const signals = new Map<string, Signal<T | undefined>>();
  const [known, setKnown] = createSignal<readonly T[]>([]);
  const [all, setAll] = createSignal<readonly T[]>([]);

  return { all, at, expect, expectNew, follow, isExpected, known, knownAt, replace, took, upsert };

  /** A row as it is shown. */
  function at(id: string): T | undefined {
    return signalOf(id)[0]();
  }

  /** The same without what is only expected. */
  function knownAt(id: string): T | undefined {
    at(id);
    return truths.get(id);
  }

  /** Whether a row shows something that nobody has confirmed yet. */
  function isExpected(id: string): boolean {
    return at(id) !== truths.get(id);
  }

  /** Shows a row as it is expected to become. Gives what takes this back, which is for when the answer is there. */
  function expect(id: string, change: Expectation<T>): () => void {
    expectations.set(id, [...(expectations.get(id) ?? []), change]);
    draw(id);
    return () => {
      const others = (expectations.get(id) ?? []).filter((other) => other !== change);
      if (others.length > 0) expectations.set(id, others);
      else expectations.delete(id);
      draw(id);
    };
  }

  /** The same for a row that is expected to come; it gives way to the truth as soon as that is there. */
  function expectNew(row: T): () => void {
    expectedRows.set(row.id, row);
    draw(row.id);
    return () => {
      if (expectedRows.get(row.id) === row) expectedRows.delete(row.id);
      draw(row.id);
    };
  }

  /** Takes a snapshot's rows, in its order. */
  function replace(rows: readonly T[]): void {
    batch(() => {
      truths.clear();
      for (const row of rows) truths.set(row.id, row);
      setKnown(rows);
      draw(...new Set([...signals.keys(), ...truths.keys()]));
    });
  }

  /** Takes a row that is new or newer. An older version never overwrites a newer one: false then. */
  function upsert(row: T): boolean {
    const before = truths.get(row.id);
    if (before && !isNewer(row, before)) return false;
    batch(() => {
      truths.set(row.id, row);
      setKnown((rows) =>
        before ? rows.map((other) => (other.id === row.id ? row : other)) : [row, ...rows],
      );
      draw(row.id);
    });
    return true;
  }

  /** Takes in a row that the server has just told of; `isNew` hears of one that was not there. */
  function took(row: T): void {
    if (!at(row.id)) isNew(row.id);
    upsert(row);
  }

  /** Takes what an event makes of the table. */
  function follow(step: Step<T>): void {
    if ("put" in step) took(step.put);
    else if ("remove" in step) remove(step.remove);
    else amend(step.amend, step.become);
  }

  /** A row that is not known needs no amending: it comes as it is by then. */
  function amend(id: string, become: (row: T) => T): void {
    const before = truths.get(id);
    const row = before && become(before);
    if (!row || row === before) return;
    batch(() => {
      truths.set(id, row);
      setKnown((rows) => rows.map((other) => (other.id === id ? row : other)));
      draw(id);
    });
  }

  function remove(id: string): void {
    batch(() => {
      truths.delete(id);
      setKnown((rows) => rows.filter((row) => row.id !== id));
      draw(id);
    });
  }

  /** Shows these rows anew. */
  function draw(...ids: string[]): void {
    batch(() => {
      for (const id of ids) signalOf(id)[1](() => shown(truths.get(id) ?? expectedRows.get(id)));
      setAll(shownRows());
    });
  }

  function shownRows(): readonly T[] {
    if (expectedRows.size === 0 && expectations.size === 0) return known();
    const coming = [...expectedRows.values()].filter(({ id }) => !truths.has(id)).reverse();
    return [...coming, ...known()].flatMap((row) => shown(row) ?? []);
  }

  function shown(row: T | undefined): T | undefined {
    return row && (expectations.get(row.id) ?? []).reduce((become, change) => change(become), row);
  }

  function signalOf(id: string): Signal<T | undefined> {
    const signal = signals.get(id) ?? createSignal<T | undefined>(undefined);
    signals.set(id, signal);
    return signal;
  }
}

export type Rows<T extends Row> = ReturnType<typeof createRows<T>>;

/** Waits for an answer, and only then, whatever it is, takes back what was shown until it came: so nothing flickers. */
export async function expectUntil<T>(takeBack: () => void, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } finally {
    takeBack();
  }
}

/** The row with these values. */
export function changed<T extends object>(changes: Partial<T>): Expectation<T> {
  const fields = Object.keys(changes) as (keyof T)[];
  return (row) =>
    fields.every((field) => row[field] === changes[field]) ? row : { ...row, ...changes };
}

/** Rows without versions come in the order of their events. */
function isNewer(row: Row, before: Row): boolean {
  return row.version === undefined || before.version === undefined || row.version > before.version;
}
