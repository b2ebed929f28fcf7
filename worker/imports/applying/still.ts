import type { Accepted } from "./turn.ts";

const stays = "What somebody has changed here meanwhile stays as it is.";

/** What of a change is left to be made of a row: what somebody has changed here since it was compared stays theirs, and that is said. */
export function stillToChange({ task, before }: Pick<Accepted, "task" | "before">, seen: object) {
  const change: Record<string, string | null> = {};
  let outcome: string | null = null;
  for (const [field, value] of Object.entries(task.do === "change" ? task.change : {})) {
    const here = (seen as Record<string, unknown>)[field] ?? null;
    if (here === value) continue;
    if (here === (before?.[field] ?? null)) change[field] = value;
    else outcome = stays;
  }
  return { change, outcome };
}

/** Of rows that change those whose marks, which no two may have, are nobody else's once all of them are written. */
export function withoutTaken<T>(
  wanted: readonly { seen: T; next: T }[],
  taken: ReadonlySet<string>,
  markOf: (row: T) => string | null,
): Set<T> {
  const stay = wanted.filter(({ seen, next }) => markOf(seen) === markOf(next));
  let left = wanted.filter((one) => !stay.includes(one));
  for (;;) {
    const marks = new Set(taken);
    for (const { seen } of left) marks.delete(markOf(seen) ?? "");
    const free = left.filter(({ next }) => {
      const mark = markOf(next);
      const isFree = mark === null || !marks.has(mark);
      if (mark !== null) marks.add(mark);
      return isFree;
    });
    // Whoever stays keeps a mark, which may be what another was to have.
    if (free.length === left.length) return new Set([...stay, ...free].map(({ next }) => next));
    left = free;
  }
}
