import { For, Show } from "solid-js";
import { showChosen } from "../../show-chosen.ts";

export interface TabsProps<F extends string> {
  filters: readonly F[];
  names: Record<F, string>;
  figures: Record<F, number>;
  /** One small thing more about some of them. */
  facts?: Partial<Record<F, Fact | null>>;
  filter: F;
  setFilter: (filter: F) => void;
}

export interface Fact {
  words: string;
  /** Somebody should look at it. */
  isUrgent?: boolean;
}

/** A list's parts with how many rows each has, of which one is shown. */
export function Tabs<F extends string>(props: TabsProps<F>) {
  return (
    <fieldset class="tabs" ref={(strip) => showChosen(strip, () => props.filter)}>
      <legend class="visually-hidden">Show</legend>
      <For each={props.filters}>
        {(filter) => (
          <button
            type="button"
            class="tab"
            aria-pressed={props.filter === filter}
            aria-description={props.facts?.[filter]?.words}
            onClick={() => props.setFilter(filter)}
          >
            {props.names[filter]} <span class="tab-count">{props.figures[filter]}</span>
            <Show when={props.facts?.[filter]}>
              {(fact) => (
                <span
                  class="tab-fact"
                  classList={{ urgent: fact().isUrgent === true }}
                  aria-hidden="true"
                >
                  {` ${fact().words}`}
                </span>
              )}
            </Show>
          </button>
        )}
      </For>
    </fieldset>
  );
}
