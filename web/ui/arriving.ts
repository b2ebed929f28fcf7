import { useLocation } from "@solidjs/router";
import { createComputed, on, onMount } from "solid-js";

/** Somebody has gone to another page and has not been led to its name yet. */
let isArriving = false;
/** What had the focus as they went: the link they pressed, as a rule. */
let pressed: Element | null = null;

/** Notes whenever another page is gone to, while the surrounding owner lives. A row that opens is the same page. */
export function followPages(): void {
  const location = useLocation();
  const page = () => location.pathname.split("/").slice(0, 4).join("/");
  createComputed(on(page, leave, { defer: true }));

  function leave(): void {
    isArriving = true;
    pressed = document.activeElement;
  }
}

/**
 * Leads whoever has come from another page to this one's name, which is read out: what they pressed there is gone. Whoever
 * is at something on this page already, or in a menu they have opened while it came, stays there.
 */
export function useArrival(heading: () => HTMLElement | undefined): void {
  onMount(() => {
    if (!isArriving) return;
    isArriving = false;
    const { activeElement } = document;
    if (activeElement?.closest("main, [role=dialog]") || hasMovedOn(activeElement)) return;
    heading()?.focus({ preventScroll: true });
  });
}

const hasMovedOn = (at: Element | null) => at !== pressed && at !== document.body;
