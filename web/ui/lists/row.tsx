import { type Accessor, createEffect, createMemo, createSignal, For, on, Show } from "solid-js";
import { useRowPlace } from "../../place.ts";
import type { Column } from "./column.ts";
import { highlight } from "./highlight.ts";
import type { Listed } from "./list.ts";
import type { Ticks } from "./ticks/ticks.ts";
import type { Virtualizer } from "./virtual/virtualizer.ts";

/** Where a row's facts come from: whoever reads one is told of that one alone. */
export interface Facts<T> {
  at: (id: string) => T | undefined;
  isExpected: (id: string) => boolean;
}

interface ListRowProps<T extends Listed> {
  id: string;
  facts: Facts<T>;
  columns: readonly Column<T>[];
  nameOf: (row: T) => string;
  ticks?: Ticks | undefined;
  /** Its place in the list, from 0, and in pixels. */
  index: number;
  start: number;
  isCurrent: boolean;
  isOpen: boolean;
  virtualizer: Virtualizer | undefined;
  isInFlow: boolean;
}

/** One row of a list. It draws the eye when it changes. */
export function ListRow<T extends Listed>(props: ListRowProps<T>) {
  const { fresh } = useRowPlace().school;
  const found = () => props.facts.at(props.id);
  const isOnItsWay = () => props.facts.isExpected(props.id);
  const state = { isCurrent: () => props.isCurrent, isOnItsWay };
  const [element, setElement] = createSignal<HTMLTableRowElement>();
  // The same version may come again, with what is counted beside it.
  const version = createMemo(() => found()?.version);
  createEffect(
    on(
      version,
      () => {
        const row = element();
        if (row) highlight(row);
      },
      { defer: !fresh.delete(props.id) },
    ),
  );
  // On paper it may be higher than on the screen.
  createEffect(() => {
    const row = element();
    if (row && !props.isInFlow) props.virtualizer?.measure(row);
  });

  return (
    <Show when={found()}>
      {(row) => (
        <tr
          ref={setElement}
          classList={{ open: props.isOpen, "on-its-way": isOnItsWay() }}
          data-id={props.id}
          data-index={props.index}
          data-status={row().status}
          aria-rowindex={props.index + 2}
          aria-selected={props.ticks?.has(props.id)}
          tabindex={props.isCurrent ? 0 : -1}
          style={{ top: `${props.start}px` }}
        >
          <Show when={props.ticks}>
            {(ticks) => (
              <td class="cell-tick">
                <Tick id={props.id} name={props.nameOf(row())} ticks={ticks()} />
              </td>
            )}
          </Show>
          <For each={props.columns}>
            {(column) => (
              <td
                class={`cell-${column.key}`}
                classList={{ "not-on-phone": column.isOnPhone === false }}
                data-label={column.heading}
              >
                {column.cell(row as Accessor<T>, state)}
              </td>
            )}
          </For>
        </tr>
      )}
    </Show>
  );
}

function Tick(props: { id: string; name: string; ticks: Ticks }) {
  const why = () => props.ticks.whyNot(props.id);
  return (
    <label class="tick" title={why() ?? undefined}>
      <input
        type="checkbox"
        tabindex={-1}
        checked={props.ticks.has(props.id)}
        disabled={why() !== null}
        onClick={(event) => props.ticks.toggle(props.id, event.shiftKey)}
        aria-label={`Tick ${props.name}`}
      />
      <Show when={why()}>{(words) => <span class="visually-hidden">{words()}</span>}</Show>
    </label>
  );
}
