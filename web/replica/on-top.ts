import { newKey } from "./keys.ts";

interface ManyChanged<R, C, V> {
  /** The rows as they were seen. */
  seen: readonly R[];
  change: C;
  /** Asks for it, under a key, of these as they are given. */
  ask: (rows: readonly R[], key: string) => Promise<V[]>;
  /** A row as the server has told it. */
  rowIn: (verdict: V) => R | undefined;
}

/**
 * The same change of many rows, on top of whatever else others have changed of them meanwhile [C2]: those are asked for once
 * more. What somebody else has made into another value stays, as `changed`.
 */
export async function changeOnTop<
  R extends { id: string },
  C extends Partial<R>,
  V extends { id: string; outcome: string },
>({ seen, change, ask, rowIn }: ManyChanged<R, C, V>, key: string): Promise<V[]> {
  const first = await ask(seen, key);
  const before = new Map(seen.map((row) => [row.id, row]));
  const elsewhere = first.flatMap((verdict) => {
    const now = verdict.outcome === "changed" ? rowIn(verdict) : undefined;
    return now && isElsewhere(change, before.get(verdict.id), now) ? [now] : [];
  });
  if (elsewhere.length === 0) return first;
  const second = new Map((await ask(elsewhere, newKey())).map((verdict) => [verdict.id, verdict]));
  return first.map((verdict) => second.get(verdict.id) ?? verdict);
}

/** Whether others have changed nothing of what is to be changed, or into the same. */
function isElsewhere<R, C extends Partial<R>>(change: C, seen: R | undefined, now: R): boolean {
  const wanted: Partial<R> = change;
  const fields = Object.keys(wanted) as (keyof R)[];
  return fields.every((field) => now[field] === seen?.[field] || now[field] === wanted[field]);
}
