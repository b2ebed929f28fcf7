import type { Order } from "./order.ts";

/** What is asked of a list, which its address holds [U1]. */
export interface Asked<F extends string, K extends string> {
  filter: F;
  query: string;
  /** Null is the list's own order. */
  order: Order<K> | null;
}

/** What may be asked of a list, and what is where its address says nothing. */
export interface Askable<F extends string, K extends string> {
  filters: readonly F[];
  sorts: readonly K[];
  first: Asked<F, K>;
}

type Params = Partial<Record<string, unknown>>;

/** What an address asks for. What makes no sense there is as if it were left out. */
export function askedBy<F extends string, K extends string>(
  { show, q, sort }: Params,
  { filters, sorts, first }: Askable<F, K>,
): Asked<F, K> {
  const [, minus, column] = /^(-?)(.*)$/.exec(String(sort ?? "")) ?? [];
  const by = sorts.find((name) => name === column);
  return {
    filter: filters.find((name) => name === show) ?? first.filter,
    query: typeof q === "string" ? q : first.query,
    order: by === undefined ? first.order : { by, isDescending: minus === "-" },
  };
}

/** The parameters of the address that asks for this; null for those it does without. */
export function paramsOf<F extends string, K extends string>(
  { filter, query, order }: Asked<F, K>,
  { first }: Askable<F, K>,
): Record<"show" | "q" | "sort", string | null> {
  const sort = nameOf(order);
  return {
    show: filter === first.filter ? null : filter,
    q: query === first.query ? null : query,
    sort: sort === nameOf(first.order) ? null : sort,
  };
}

/** The same as the end of an address, `?` included; empty where there is nothing to say. */
export function searchOf<F extends string, K extends string>(
  asked: Asked<F, K>,
  askable: Askable<F, K>,
): string {
  const said = Object.entries(paramsOf(asked, askable)).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return said.length > 0 ? `?${new URLSearchParams(said)}` : "";
}

function nameOf(order: Order | null): string | null {
  return order && `${order.isDescending ? "-" : ""}${order.by}`;
}
