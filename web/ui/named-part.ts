import { useLocation } from "@solidjs/router";
import { createEffect } from "solid-js";

/** Leads whoever comes by an address that names a part of the page to that part's heading, which `find` finds. */
export function useNamedPart(find: (id: string) => HTMLElement | null | undefined): void {
  const location = useLocation();
  createEffect(() => {
    const id = decodeURIComponent(location.hash.slice(1));
    // The page's name has the focus before the part does.
    if (id) queueMicrotask(() => lead(find(id)));
  });
}

function lead(heading: HTMLElement | null | undefined): void {
  heading?.closest("section, article")?.scrollIntoView();
  heading?.focus({ preventScroll: true });
}
