import ArrowDown from "lucide-solid/icons/arrow-down";
import ArrowUp from "lucide-solid/icons/arrow-up";
import { createEffect, For, Show } from "solid-js";
import type { Column } from "./column.ts";
import type { List, Listed } from "./list.ts";
import type { Ticks } from "./ticks/ticks.ts";

interface HeadsProps<T extends Listed> {
  list: Pick<List<T>, "order" | "sortBy" | "sorts">;
  columns: readonly Column<T>[];
  ticks?: Ticks | undefined;
  tickAllLabel?: string | undefined;
}

/** The columns' names. One that the list sorts by is a button: once more turns the order round. */
export function Heads<T extends Listed>(props: HeadsProps<T>) {
  return (
    <tr aria-rowindex={1}>
      <Show when={props.ticks}>
        {(ticks) => (
          <th scope="col" class="cell-tick">
            <TickAll ticks={ticks()} label={props.tickAllLabel ?? "Tick all in this list"} />
          </th>
        )}
      </Show>
      <For each={props.columns}>
        {(column) => (
          <Show
            when={props.list.sorts.includes(column.key)}
            fallback={
              <th scope="col" class={`cell-${column.key}`}>
                <span classList={{ "visually-hidden": column.isHeadingHidden }}>
                  {column.heading}
                </span>
              </th>
            }
          >
            <SortHead list={props.list} column={column} />
          </Show>
        )}
      </For>
    </tr>
  );
}

function SortHead<T extends Listed>(props: {
  list: Pick<List<T>, "order" | "sortBy">;
  column: Column<T>;
}) {
  const order = () => {
    const order = props.list.order();
    return order?.by === props.column.key ? order : null;
  };
  const direction = () => {
    const now = order();
    return now ? (now.isDescending ? "descending" : "ascending") : "none";
  };
  return (
    <th scope="col" class={`cell-${props.column.key}`} aria-sort={direction()}>
      <button type="button" class="sort" onClick={() => props.list.sortBy(props.column.key)}>
        {props.column.heading}
        <Show when={order()}>
          {(now) => (
            <Show when={now().isDescending} fallback={<ArrowUp size={12} aria-hidden="true" />}>
              <ArrowDown size={12} aria-hidden="true" />
            </Show>
          )}
        </Show>
      </button>
    </th>
  );
}

function TickAll(props: { ticks: Ticks; label: string }) {
  return (
    <label class="tick">
      <input
        type="checkbox"
        aria-label={props.label}
        checked={props.ticks.areAll()}
        ref={markPartly}
        disabled={!props.ticks.canTickAny()}
        onChange={(event) => props.ticks.toggleAll(event.currentTarget.checked)}
      />
    </label>
  );

  function markPartly(box: HTMLInputElement): void {
    createEffect(() => {
      box.indeterminate = props.ticks.areSome();
    });
  }
}
