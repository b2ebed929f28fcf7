import { type Accessor, createMemo, createSignal } from "solid-js";
import type { Column } from "../column.ts";
import type { Listed } from "../list.ts";

/** Where a browser remembers which columns of a list somebody does without. */
const placeOf = (list: string) => `staffroom.hidden-columns.${list}`;

/** Which columns a list shows: all but those that somebody does without in this browser. */
export function createColumnChoice<T extends Listed>(
  list: string,
  all: Accessor<readonly Column<T>[]>,
) {
  const [hidden, setHidden] = createSignal(remembered(list));
  const isShown = ({ key }: Column<T>) => !hidden().includes(key);
  return {
    shown: createMemo(() => all().filter((column) => column.isFixed || isShown(column))),
    /** Those that one may do without. */
    optional: () => all().filter(({ isFixed }) => !isFixed),
    isShown,
    toggle({ key }: Column<T>): void {
      const next = hidden().includes(key)
        ? hidden().filter((other) => other !== key)
        : [...hidden(), key];
      setHidden(next);
      remember(list, next);
    },
  };
}

export type ColumnChoice<T extends Listed> = ReturnType<typeof createColumnChoice<T>>;

function remembered(list: string): readonly string[] {
  try {
    return localStorage.getItem(placeOf(list))?.split(" ").filter(Boolean) ?? [];
  } catch {
    return [];
  }
}

function remember(list: string, hidden: readonly string[]): void {
  try {
    if (hidden.length > 0) localStorage.setItem(placeOf(list), hidden.join(" "));
    else localStorage.removeItem(placeOf(list));
  } catch {
    // Then they are all there next time.
  }
}
