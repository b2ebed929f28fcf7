import { useLocation } from "@solidjs/router";
import { createComputed, createSignal, on, onCleanup } from "solid-js";
import { pageOf, usePresence } from "../../presence/presence.ts";

/** Follows this person over the pages and rows, for the others to see [C1]. */
export function followFocus(): void {
  const presence = usePresence();
  const location = useLocation();
  const [row, setRow] = createSignal<string | null>(null);
  const stop = new AbortController();
  const { signal } = stop;
  createComputed(() => presence.look(pageOf(location.pathname)));
  // A row that goes away with its page takes the focus with it, and says nothing.
  createComputed(
    on(
      () => pageOf(location.pathname),
      () => setRow(null),
      { defer: true },
    ),
  );
  presence.attend(() => {
    const id = row();
    return id === null ? null : { id, isEditing: false };
  });
  document.addEventListener("focusin", ({ target }) => setRow(rowOf(target)), { signal });
  document.addEventListener("focusout", ({ relatedTarget }) => setRow(rowOf(relatedTarget)), {
    signal,
  });
  onCleanup(() => {
    stop.abort();
    presence.look(null);
  });
}

/** The invite or account whose row something stands in. A line of the activity has an id, too, but nobody works on it. */
function rowOf(target: EventTarget | null): string | null {
  return target instanceof Element
    ? (target.closest<HTMLElement>("tr[data-id]")?.dataset.id ?? null)
    : null;
}
