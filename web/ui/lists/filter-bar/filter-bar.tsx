import Search from "lucide-solid/icons/search";
import { createEffect, type JSX, on, Show } from "solid-js";
import { keys, useKey } from "../../keys.ts";
import { createNarrow } from "../../narrow-screen.ts";
import { ChoicesButton } from "../choices/choices-button.tsx";
import type { List, Listed } from "../list.ts";
import { Tabs, type TabsProps } from "./tabs.tsx";

interface FilterBarProps<F extends string> extends TabsProps<F> {
  /** The plural of what is listed. */
  what: string;
  query: string;
  setQuery: (query: string) => void;
  /** What it can be chosen by besides, and how many of those choices say something. */
  choices?: () => JSX.Element;
  choicesInUse?: number;
  /** What a phone's head has no room for: sorting, files, other ways in. */
  more?: () => JSX.Element;
  /** Whether a phone, whose head asks for it, shows the search box. */
  phone?: List<Listed>["phone"];
  /** Stands behind the choices, at a desk. */
  end?: JSX.Element;
  children?: JSX.Element;
}

/** Which rows of a list to show. A key leads to the search box. */
export function FilterBar<F extends string>(props: FilterBarProps<F>) {
  const isNarrow = createNarrow();
  let box: HTMLInputElement | undefined;
  useKey(keys.search, () => {
    props.phone?.search(true);
    box?.focus();
    box?.select();
  });
  const isSearchOpen = () =>
    !isNarrow() || !props.phone || props.phone.isSearching() || props.query !== "";
  createEffect(
    on(
      () => props.phone?.isSearching(),
      (isOpen) => isOpen && box?.focus(),
      { defer: true },
    ),
  );
  const choices = () => (
    <Show when={props.choices ?? (isNarrow() && props.more)}>
      <ChoicesButton
        inUse={props.choicesInUse ?? 0}
        choices={() => props.choices?.()}
        more={props.more}
      />
    </Show>
  );

  return (
    <div class="filter-bar">
      <div class="tabs-row">
        <Show when={isNarrow()}>{choices()}</Show>
        <Tabs {...props} />
      </div>
      <div class="filter-tools">
        {props.children}
        <label class="search" classList={{ "visually-hidden": !isSearchOpen() }}>
          <Search size={16} aria-hidden="true" />
          <span class="visually-hidden">{`Search ${props.what}`}</span>
          <input
            ref={box}
            type="search"
            placeholder={`Search ${props.what}`}
            autocomplete="off"
            spellcheck={false}
            tabindex={isSearchOpen() ? undefined : -1}
            value={props.query}
            onInput={(event) => props.setQuery(event.currentTarget.value)}
          />
          <span class="slash" aria-hidden="true">
            {keys.search.press}
          </span>
        </label>
        <Show when={!isNarrow()}>
          {choices()}
          {props.end}
        </Show>
      </div>
    </div>
  );
}
