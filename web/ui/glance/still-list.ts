import type { Asked } from "../lists/address.ts";
import type { Listed } from "../lists/list.ts";
import type { Order } from "../lists/order.ts";

/** A list as it is asked for, of which nobody can ask anything else yet. */
export function stillList(
  rows: readonly Listed[],
  asked: Asked<string, string>,
  sorts: readonly string[],
) {
  const ids = rows.map(({ id }) => id);
  const places = new Map(ids.map((id, index) => [id, index]));
  const no = () => false;
  const nothing = () => {};
  return {
    asked: () => asked,
    ids: () => ids,
    places: () => places,
    sorts,
    order: (): Order | null => asked.order,
    sortBy: nothing,
    updates: () => 0,
    apply: () => [],
    watch: nothing,
    sought: () => null,
    arrive: () => null,
    phone: { isTicking: no, hasHead: no },
  };
}
