import { type Accessor, createComputed, createMemo, createSignal, on, untrack } from "solid-js";

/** A row that an act of one's own sent away, and that is back since the act failed. */
const [returned, setReturned] = createSignal<{ id: string } | null>(null);

/** Puts a row back into whichever list holds still, since nobody but its own failed act had taken it out. */
export function putBack(id: string): void {
  setReturned({ id });
}

/**
 * A list that keeps its order while somebody is about to click in it [C5]. `updates` says how many rows
 * would come or go; `apply` lets them.
 */
export function createHeld<T>(list: Accessor<T[]>, isHeld: Accessor<boolean>) {
  const [shown, setShown] = createSignal<T[]>(untrack(list));
  createComputed(() => {
    const next = list();
    if (!isHeld()) setShown(next);
  });
  createComputed(
    on(returned, (row) => row && setShown((all) => withItem(all, list(), row.id as T)), {
      defer: true,
    }),
  );
  const updates = createMemo(() => differences(shown(), list()));
  return { shown, updates, apply: () => setShown(untrack(list)) };
}

/** `shown` with one item more, where `list` has it: behind the nearest before it that is shown. */
export function withItem<T>(shown: T[], list: T[], item: T): T[] {
  const place = list.indexOf(item);
  if (place < 0 || shown.includes(item)) return shown;
  const before = list.slice(0, place).findLast((other) => shown.includes(other));
  return shown.toSpliced(before === undefined ? 0 : shown.indexOf(before) + 1, 0, item);
}

/** How many are in one of the lists only. */
export function differences<T>(one: T[], other: T[]): number {
  if (one === other) return 0;
  const [left, right] = [new Set(one), new Set(other)];
  return (
    one.filter((item) => !right.has(item)).length + other.filter((item) => !left.has(item)).length
  );
}
