import { type Accessor, createMemo, createSignal } from "solid-js";

interface Tickable {
  /** The rows shown, in their order. */
  ids: Accessor<readonly string[]>;
  /** Why a row cannot be ticked; null when it can. */
  whyNot: (id: string) => string | null;
  /** Is told why, when somebody tries all the same. */
  refuse: (why: string) => void;
}

/** Which rows are ticked, to do something with all of them. Whoever can no longer be ticked no longer is. */
export function createTicks({ ids, whyNot, refuse }: Tickable) {
  const [ticks, setTicks] = createSignal<ReadonlySet<string>>(new Set());
  const isTickable = (id: string) => whyNot(id) === null;
  const ticked = createMemo(() => new Set([...ticks()].filter(isTickable)));
  const tickable = createMemo(() => ids().filter(isTickable));
  const here = createMemo(() => tickable().filter((id) => ticked().has(id)).length);
  const outOfSight = createMemo(() => {
    const shown = new Set(ids());
    return [...ticked()].filter((id) => !shown.has(id));
  });
  let last: string | null = null;

  return {
    ticked,
    /** Those that what is asked of the list leaves out. */
    outOfSight,
    has: (id: string) => ticked().has(id),
    whyNot,
    toggle,
    toggleAll,
    clear: () => setTicks(new Set<string>()),
    canTickAny: () => tickable().length > 0,
    areAll: () => here() > 0 && here() === tickable().length,
    areSome: () => here() > 0 && here() < tickable().length,
  };

  /** Ticks a row or takes its tick; with `isRange` the same for all rows between it and the one before. */
  function toggle(id: string, isRange = false): void {
    const why = whyNot(id);
    if (why !== null) return void refuse(why);
    const isTicked = !ticked().has(id);
    const range = isRange && last !== null ? between(ids(), last, id).filter(isTickable) : [id];
    set(range, isTicked);
    last = id;
  }

  /** The same for every row shown. Ticks on rows that are not shown stay. */
  function toggleAll(isTicked: boolean): void {
    set(tickable(), isTicked);
  }

  function set(which: readonly string[], isTicked: boolean): void {
    const next = new Set(ticked());
    for (const id of which) isTicked ? next.add(id) : next.delete(id);
    setTicks(next);
  }
}

export type Ticks = ReturnType<typeof createTicks>;

/** The ids from one to the other, both included, in the order of the list; only the second where the first is not in it. */
export function between(ids: readonly string[], one: string, other: string): string[] {
  const [a, b] = [ids.indexOf(one), ids.indexOf(other)];
  return a < 0 || b < 0 ? [other] : ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}
