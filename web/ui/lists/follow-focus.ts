import { useLocation } from "@solidjs/router";
import { createComputed, createSignal, on, onCleanup } from "solid-js";
import { pageAt } from "../../page.ts";
import { usePlace } from "../../place.ts";
import { usePresence } from "../../presence/use-presence.ts";

/** Follows this person over the pages and rows, for the others to see [C1]. */
export function followFocus(): void {
  const presence = usePresence();
  const { pages } = usePlace();
  const location = useLocation();
  const path = () => pageAt(pages, location.pathname)?.path ?? null;
  const [row, setRow] = createSignal<string | null>(null);
  const stop = new AbortController();
  const { signal } = stop;
  createComputed(() => presence.look(path()));
  // A row that goes away with its page takes the focus with it, and says nothing.
  createComputed(on(path, () => setRow(null), { defer: true }));
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
