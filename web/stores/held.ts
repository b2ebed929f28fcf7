import { type Accessor, createComputed, createMemo, createSignal, untrack } from "solid-js";

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
  const updates = createMemo(() => differences(shown(), list()));
  return { shown, updates, apply: () => setShown(untrack(list)) };
}

/** How many are in one of the lists only. */
export function differences<T>(one: T[], other: T[]): number {
  if (one === other) return 0;
  const [left, right] = [new Set(one), new Set(other)];
  return one.filter((item) => !right.has(item)).length + other.filter((item) => !left.has(item)).length;
}
