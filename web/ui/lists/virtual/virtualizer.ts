import { createWindowVirtualizer, defaultRangeExtractor } from "@tanstack/solid-virtual";
import {
  type Accessor,
  createComputed,
  createEffect,
  createMemo,
  createSignal,
  on,
  onCleanup,
} from "solid-js";

export interface VirtualRows {
  ids: Accessor<readonly string[]>;
  /** The place of the row that has the keyboard: it is made wherever it is, so that scrolling does not lose the focus. */
  current: Accessor<number | undefined>;
  /** About how high a row is, and the gap after it, in pixels. */
  rowHeight: Accessor<number>;
  gap: Accessor<number>;
}

/** Rows beyond each edge of the screen that are made all the same, so that scrolling finds them there. */
const overscan = 8;

/** What stands over the top row and under the last one while scrolling, in pixels. */
const [headRoom, footRoom] = [48, 88];

/** Follows the page's scrolling: which rows to make, and where each stands in the list, in pixels. */
export function createVirtualizer(rows: VirtualRows, list: Accessor<HTMLElement | undefined>) {
  const [offset, setOffset] = createSignal(0);
  const virtualizer = createWindowVirtualizer<HTMLElement>({
    overscan,
    scrollPaddingStart: headRoom,
    scrollPaddingEnd: footRoom,
    get count() {
      return rows.ids().length;
    },
    get gap() {
      return rows.gap();
    },
    get scrollMargin() {
      return offset();
    },
    get estimateSize() {
      const height = rows.rowHeight();
      return () => height;
    },
    // A height is known by its row, wherever that goes.
    get getItemKey() {
      const ids = rows.ids();
      return (index: number) => ids[index] ?? index;
    },
    get rangeExtractor() {
      const kept = rows.current();
      return (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const seen = defaultRangeExtractor(range);
        if (kept === undefined || kept >= range.count || seen.includes(kept)) return seen;
        return [...seen, kept].sort((one, other) => one - other);
      };
    },
  });
  const made = createMemo(() =>
    virtualizer.getVirtualItems().map(({ index, start }) => ({ index, start })),
  );
  const starts = createMemo(
    () => new Map(made().map(({ index, start }) => [rows.ids()[index], start - offset()])),
  );
  createComputed(on(rows.rowHeight, () => virtualizer.measure(), { defer: true }));
  // What comes or goes above the list moves it.
  const sizes = new ResizeObserver(lookWhere);
  createEffect(() => {
    const element = list();
    if (!element) return;
    sizes.observe(document.body);
    sizes.observe(element.closest("main") ?? element);
    lookWhere();
  });
  onCleanup(() => sizes.disconnect());

  return {
    ids: () => made().flatMap(({ index }) => rows.ids()[index] ?? []),
    startOf: (id: string) => starts().get(id) ?? 0,
    height: () => virtualizer.getTotalSize(),
    measure,
    reveal: (index: number, align: "auto" | "center" = "auto") =>
      virtualizer.scrollToIndex(index, { align }),
  };

  function lookWhere(): void {
    const element = list();
    if (element) setOffset(Math.round(element.getBoundingClientRect().top + scrollY));
  }

  /** Takes a row that was made, with its place as `data-index`, while the surrounding owner lives. */
  function measure(row: HTMLElement): void {
    virtualizer.measureElement(row);
    onCleanup(() => queueMicrotask(() => virtualizer.measureElement(null)));
  }
}

export type Virtualizer = ReturnType<typeof createVirtualizer>;
