import { type Accessor, createComputed, createMemo, createSignal, on } from "solid-js";
import type { Askable } from "./address.ts";
import { createAsked } from "./asked.ts";
import { nextOrder, type Order } from "./order.ts";
import { createSteadyList } from "./steady-list.ts";

export interface Listed {
  id: string;
  status: string;
  version?: number;
}

interface ListOf<T extends Listed, F extends string, K extends string> extends Askable<F, K> {
  rows: Accessor<readonly T[]>;
  inOrder: (rows: readonly T[], order: Order<K> | null) => readonly T[];
  search: (rows: readonly T[], filter: F, query: string) => T[];
  /** Something besides the pointer and the focus keeps the order as it is. */
  isHeld?: Accessor<boolean>;
}

/** A noun's list: what of it is asked for, in which order, held steady while somebody is about to click in it [C5]. */
export function createList<T extends Listed, F extends string, K extends string>(
  given: ListOf<T, F, K>,
) {
  const { asked, search, change, type } = createAsked<F, K>(given);
  const [sought, setSought] = createSignal<string | null>(null);
  const [isSearching, setSearching] = createSignal(false);
  const [isTicking, setTicking] = createSignal(false);
  const [hasHead, setHead] = createSignal(false);
  const byId = createMemo(() => new Map(given.rows().map((row) => [row.id, row])));
  const order = createMemo(() => asked().order);
  const ordered = createMemo(() => given.inOrder(given.rows(), order()));
  const found = createMemo(() =>
    given.search(ordered(), asked().filter, asked().query).map(({ id }) => id),
  );
  const steady = createSteadyList(found, given.isHeld);
  const places = createMemo(() => new Map(steady.shown().map((id, index) => [id, index])));
  // What one asks for oneself shows at once.
  createComputed(on(asked, steady.apply, { defer: true }));

  return {
    asked,
    /** The end of the address that asks for the same. */
    search,
    ids: steady.shown,
    places,
    byId,
    /** How many there are, whether asked for or not. */
    total: () => given.rows().length,
    sorts: given.sorts as readonly string[],
    order: order as Accessor<Order | null>,
    updates: steady.updates,
    apply: steady.apply,
    watch: steady.watch,
    type,
    /** On phones, where the search box and the ticks are there when they are asked for. */
    phone: { isSearching, search: setSearching, isTicking, tick: setTicking, hasHead, setHead },
    show: (filter: F) => change({ filter }),
    sortBy,
    setOrder,
    clear,
    /** The row that somebody is led to, until they are there. */
    sought,
    seek,
    arrive: () => setSought(null),
  };

  /** A press on a column's head. */
  function sortBy(column: string): void {
    const by = given.sorts.find((name) => name === column);
    if (by !== undefined) change({ order: nextOrder(order(), by, given.first.order) });
  }

  /** From the choice that stands in for the heads on phones; null for the list's own order. */
  function setOrder(column: string | null): void {
    const by = given.sorts.find((name) => name === column);
    change({ order: by === undefined ? given.first.order : { by, isDescending: false } });
  }

  /** Looks at all there are. */
  function clear(): void {
    const all = given.filters.find((filter) => filter === "all") ?? given.first.filter;
    change({ filter: all, query: "" });
  }

  /** Leads to a row, whatever was asked for. */
  function seek(id: string): void {
    if (!found().includes(id)) clear();
    steady.apply();
    setSought(id);
  }
}

export type List<T extends Listed> = Omit<ReturnType<typeof createList<T, string, string>>, "show">;
