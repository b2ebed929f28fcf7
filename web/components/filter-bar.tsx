import Search from "lucide-solid/icons/search";
import { For, onCleanup } from "solid-js";
import { type Filter, filters } from "../stores/invites.ts";
import type { Figures } from "./counters.tsx";

const names: Record<Filter, string> = {
  all: "All",
  pending: "Pending",
  accepted: "Accepted",
  expired: "Expired",
  revoked: "Revoked",
};

interface FilterBarProps {
  figures: Figures;
  filter: Filter;
  setFilter: (filter: Filter) => void;
  query: string;
  setQuery: (query: string) => void;
}

/** Which invites to show. `/` leads to the search box. */
export function FilterBar(props: FilterBarProps) {
  let box: HTMLInputElement | undefined;
  const stop = new AbortController();
  document.addEventListener("keydown", focusOnSlash, { signal: stop.signal });
  onCleanup(() => stop.abort());

  return (
    <div class="filter-bar">
      <fieldset class="tabs">
        <legend class="visually-hidden">Show</legend>
        <For each={filters}>
          {(filter) => (
            <button type="button" class="tab" aria-pressed={props.filter === filter} onClick={() => props.setFilter(filter)}>
              {names[filter]} <span class="tab-count">{props.figures[filter]}</span>
            </button>
          )}
        </For>
      </fieldset>
      <label class="search">
        <Search size={16} aria-hidden="true" />
        <span class="visually-hidden">Search invites</span>
        <input
          ref={box}
          type="search"
          placeholder="Search invites"
          autocomplete="off"
          spellcheck={false}
          value={props.query}
          onInput={(event) => props.setQuery(event.currentTarget.value)}
        />
        <span class="slash" aria-hidden="true">
          /
        </span>
      </label>
    </div>
  );

  function focusOnSlash(event: KeyboardEvent): void {
    const isTyping =
      event.target instanceof Element && event.target.closest("input, select, textarea, [role=dialog], [role=alertdialog]");
    if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box?.focus();
  }
}
