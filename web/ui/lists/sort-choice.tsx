import { For, Show } from "solid-js";
import type { Column } from "./column.ts";
import type { List, Listed } from "./list.ts";

interface SortChoiceProps<T extends Listed> {
  list: Pick<List<T>, "order" | "setOrder" | "sorts">;
  columns: readonly Column<T>[];
  /** What the list's own order is called, if it has one that is no column's. */
  own?: string;
}

/** On phones the columns have no heads to sort by. */
export function SortChoice<T extends Listed>(props: SortChoiceProps<T>) {
  return (
    <label class="choice sort-choice">
      <span class="label">Sort by</span>
      <select
        class="input"
        value={props.list.order()?.by ?? ""}
        onChange={(event) => props.list.setOrder(event.currentTarget.value || null)}
      >
        <Show when={props.own}>{(name) => <option value="">{name()}</option>}</Show>
        <For each={props.columns.filter(({ key }) => props.list.sorts.includes(key))}>
          {(column) => <option value={column.key}>{column.heading}</option>}
        </For>
      </select>
    </label>
  );
}
