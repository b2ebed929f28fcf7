import { createEffect } from "solid-js";

/** In a strip that scrolls sideways, what is chosen is in view. */
export function showChosen(strip: HTMLElement, chosen: () => unknown): void {
  createEffect(() => {
    chosen();
    requestAnimationFrame(() => {
      const one = strip.querySelector('[aria-pressed="true"], [aria-current]');
      if (!one) return;
      const [outer, inner] = [strip.getBoundingClientRect(), one.getBoundingClientRect()];
      strip.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
    });
  });
}
