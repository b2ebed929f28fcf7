import Search from "lucide-solid/icons/search";
import { For, type JSX } from "solid-js";
import { keys, useKey } from "../keys.ts";

interface FilterBarProps<F extends string> {
  /** The plural of what is listed. */
  what: string;
  filters: readonly F[];
  names: Record<F, string>;
  figures: Record<F, number>;
  filter: F;
  setFilter: (filter: F) => void;
  query: string;
  setQuery: (query: string) => void;
  children?: JSX.Element;
}

/** Which rows of a list to show. A key leads to the search box. */
export function FilterBar<F extends string>(props: FilterBarProps<F>) {
  let box: HTMLInputElement | undefined;
  useKey(keys.search, () => {
    box?.focus();
    box?.select();
  });

  return (
    <div class="filter-bar">
      <fieldset class="tabs">
        <legend class="visually-hidden">Show</legend>
        <For each={props.filters}>
          {(filter) => (
            <button
              type="button"
              class="tab"
              aria-pressed={props.filter === filter}
              onClick={() => props.setFilter(filter)}
            >
              {props.names[filter]} <span class="tab-count">{props.figures[filter]}</span>
            </button>
          )}
        </For>
      </fieldset>
      {props.children}
      <label class="search">
        <Search size={16} aria-hidden="true" />
        <span class="visually-hidden">{`Search ${props.what}`}</span>
        <input
          ref={box}
          type="search"
          placeholder={`Search ${props.what}`}
          autocomplete="off"
          spellcheck={false}
          value={props.query}
          onInput={(event) => props.setQuery(event.currentTarget.value)}
        />
        <span class="slash" aria-hidden="true">
          {keys.search.press}
        </span>
      </label>
    </div>
  );
}
