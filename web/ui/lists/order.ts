/** What a column puts in order. Null, where there is nothing, stands last in either direction. */
export type SortValue = string | number | null;

export interface Order<K extends string = string> {
  by: K;
  isDescending: boolean;
}

type By<T> = (row: T) => SortValue;

/** Names as English readers look them up: accents and capitals decide nothing, numbers count. */
const { compare } = new Intl.Collator("en-GB", { sensitivity: "base", numeric: true });

/** The same rows in order of `value`; where it does not decide, of `thenBy`, and then as they were. */
export function sorted<T>(
  rows: readonly T[],
  value: By<T>,
  isDescending: boolean,
  thenBy?: By<T>,
): T[] {
  const keyed = rows.map((row) => ({ row, value: value(row), tie: thenBy?.(row) ?? null }));
  keyed.sort(
    (one, other) => inOrder(one.value, other.value, isDescending) || inOrder(one.tie, other.tie),
  );
  return keyed.map(({ row }) => row);
}

function inOrder(one: SortValue, other: SortValue, isDescending = false): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  const difference =
    typeof one === "number" && typeof other === "number"
      ? one - other
      : compare(String(one), String(other));
  return isDescending ? -difference : difference;
}

/** The order after a press on a column's head: that column's, then the other way round, then the list's own if it has one. */
export function nextOrder<K extends string>(
  order: Order<K> | null,
  by: K,
  first: Order<K> | null,
): Order<K> | null {
  if (order?.by !== by) return { by, isDescending: false };
  if (!order.isDescending) return { by, isDescending: true };
  return first === null ? null : { by, isDescending: false };
}
