import Funnel from "lucide-solid/icons/funnel";
import { type ParentProps, Show } from "solid-js";
import { type RowPlace, RowPlaceContext } from "../../place.ts";
import type { Presence } from "../../presence/presence.ts";
import { PresenceContext } from "../../presence/use-presence.ts";
import { createNarrow } from "../narrow-screen.ts";

/** Nobody is known to be here yet. */
const nobody: Presence = {
  others: () => [],
  at: () => [],
  on: () => [],
  look() {},
  attend() {},
};

/** Around a page as it begins, without anything that can be done there: that comes with its code. */
export function GlanceFrame(props: ParentProps<{ place: RowPlace }>) {
  return (
    <RowPlaceContext.Provider value={props.place}>
      <PresenceContext.Provider value={nobody}>{props.children}</PresenceContext.Provider>
    </RowPlaceContext.Provider>
  );
}

/** What stands over a list. */
export function GlanceTop(props: { title: string }) {
  return (
    <header class="top of-list">
      <h1>{props.title}</h1>
    </header>
  );
}

/** Where the tabs of a list stand, with room for what its page has beside them. */
export function GlanceBar(props: ParentProps) {
  const isNarrow = createNarrow();
  return (
    <div class="filter-bar">
      <div class="tabs-row">
        <Show when={isNarrow()}>
          <span class="button choices-button" />
        </Show>
        {props.children}
      </div>
      <Show when={!isNarrow()}>
        <span class="search to-come">
          <input />
        </span>
        <span class="button choices-button to-come">
          <Funnel size={16} />
          Filter
        </span>
        <span class="button columns-button to-come">
          <Funnel size={16} />
        </span>
      </Show>
    </div>
  );
}
