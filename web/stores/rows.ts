import { batch, createSignal, type Signal } from "solid-js";

interface Row {
  id: string;
  version?: number;
}

/**
 * A table of the replica, newest first. Whoever reads one row is told of that row alone; whoever reads `all` gets
 * plain objects, so that counting and searching thousands of them costs next to nothing.
 */
export function createRows<T extends Row>() {
  const signals = new Map<string, Signal<T>>();
  const [all, setAll] = createSignal<readonly T[]>([]);

  return { all, at, remove, replace, upsert };

  function at(id: string): T | undefined {
    return signals.get(id)?.[0]();
  }

  /** Takes a snapshot's rows, in its order. */
  function replace(rows: readonly T[]): void {
    batch(() => {
      const kept = new Set(rows.map((row) => row.id));
      for (const id of signals.keys()) if (!kept.has(id)) signals.delete(id);
      for (const row of rows) set(row);
      setAll(rows);
    });
  }

  /** Takes a row that is new or newer. An older version never overwrites a newer one: false then. */
  function upsert(row: T): boolean {
    const before = signals.get(row.id)?.[0]();
    if (before && !isNewer(row, before)) return false;
    batch(() => {
      set(row);
      setAll((rows) => (before ? rows.map((other) => (other.id === row.id ? row : other)) : [row, ...rows]));
    });
    return true;
  }

  function remove(id: string): void {
    batch(() => {
      signals.delete(id);
      setAll((rows) => rows.filter((row) => row.id !== id));
    });
  }

  function set(row: T): void {
    const signal = signals.get(row.id);
    if (signal) signal[1](() => row);
    else signals.set(row.id, createSignal<T>(row));
  }
}

/** Rows without versions come in the order of their events. */
function isNewer(row: Row, before: Row): boolean {
  return row.version === undefined || before.version === undefined || row.version > before.version;
}
