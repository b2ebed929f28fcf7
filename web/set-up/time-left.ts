import { remaining } from "#domain/time/remaining";

/** How long the link still works, as the page shows it. */
export interface Clock {
  /** Milliseconds the link still works. */
  left: () => number;
  /** Reads how long that is from a page that has just come. */
  read: (page: Document) => void;
}

/**
 * Keeps the time left up to date. The server says how much it is: clocks of phones are wrong. `onEnd` hears that none is
 * left, for as long as the page shows it.
 */
export function countDown(onEnd: () => void): Clock {
  let ends = 0;
  const left = () => ends - Date.now();
  const show = () => {
    const shown = document.querySelector<HTMLElement>("[data-left]");
    if (!shown) return;
    shown.textContent = remaining(left());
    shown.closest(".pill")?.classList.toggle("soon", left() < 2 * 3600_000);
    if (left() <= 0) onEnd();
  };
  const read = (page: Document) => {
    const time = page.querySelector<HTMLElement>("[data-left]")?.dataset.left;
    if (!time) return;
    ends = Date.now() + Number(time);
    show();
  };
  read(document);
  setInterval(show, 20_000);
  document.addEventListener("visibilitychange", show);
  return { left, read };
}
