import { onCleanup } from "solid-js";

/** Whoever stands in `frame` at what is taken away, or can no longer be pressed, goes on at `instead` and not at the page's top. */
export function keepFocus(frame: HTMLElement, instead: () => HTMLElement | null | undefined): void {
  let at: Element | null = null;
  const changes = new MutationObserver(() => {
    if (!at || (at.isConnected && !at.matches(":disabled"))) return;
    const { activeElement } = document;
    if (activeElement === document.body || activeElement === null || activeElement === at)
      instead()?.focus({ preventScroll: true });
    at = null;
  });
  frame.addEventListener("focusin", ({ target }) => {
    at = target instanceof Element ? target : null;
  });
  frame.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget) at = null;
  });
  changes.observe(frame, { childList: true, subtree: true, attributeFilter: ["disabled"] });
  onCleanup(() => changes.disconnect());
}
