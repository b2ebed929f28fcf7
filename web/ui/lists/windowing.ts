import {
  type Accessor,
  createEffect,
  createMemo,
  createSignal,
  onCleanup,
  untrack,
} from "solid-js";

/** The rows from `first` up to, but not including, `end`. */
export interface Span {
  first: number;
  end: number;
}

/** Rows beyond each edge of the screen that are made all the same, so that scrolling finds them there. */
const spare = 6;

/**
 * Which of `count` rows of one height to make, when `above` pixels of the list lie above a view that is `height` pixels high.
 * `above` is negative when the list begins below the view's top.
 */
export function spanOf(count: number, rowHeight: number, above: number, height: number): Span {
  const seen = Math.ceil(height / rowHeight) + 1;
  const top = Math.min(Math.floor(above / rowHeight), count - seen);
  const first = Math.max(0, top - spare);
  return { first, end: Math.min(count, Math.max(0, top) + seen + spare) };
}

/** Follows the page's scrolling, and says which rows of `list` to make. Every row is equally high. */
export function createWindowing(list: Accessor<HTMLElement | undefined>, count: Accessor<number>) {
  const [rowHeight, setRowHeight] = createSignal(60);
  const [view, setView] = createSignal({ above: 0, height: innerHeight });
  const span = createMemo(
    () => spanOf(count(), rowHeight(), view().above, view().height),
    undefined,
    {
      equals: (one, other) => one.first === other.first && one.end === other.end,
    },
  );
  const stop = new AbortController();
  window.addEventListener("scroll", look, { passive: true, signal: stop.signal });
  window.addEventListener("resize", look, { passive: true, signal: stop.signal });
  const sizes = new ResizeObserver(([entry]) => {
    const rows = untrack(count);
    if (entry && rows > 0) setRowHeight(Math.max(1, entry.contentRect.height / rows));
    look();
  });
  createEffect(() => {
    const element = list();
    if (!element) return;
    sizes.observe(element);
    onCleanup(() => sizes.unobserve(element));
    look();
  });
  onCleanup(() => {
    stop.abort();
    sizes.disconnect();
  });

  return { span, reveal, rowHeight };

  function look(): void {
    const element = list();
    if (element) setView({ above: -element.getBoundingClientRect().top, height: innerHeight });
  }

  /** Scrolls just so far that row `index` stands clear of both edges, in pixels. */
  function reveal(index: number, clearTop: number, clearBottom: number): void {
    const element = list();
    if (!element) return;
    const top = element.getBoundingClientRect().top + index * rowHeight();
    const below = top + rowHeight() + clearBottom - innerHeight;
    if (top < clearTop) window.scrollBy({ top: top - clearTop, behavior: "instant" });
    else if (below > 0) window.scrollBy({ top: below, behavior: "instant" });
  }
}
