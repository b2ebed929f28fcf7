import { type Accessor, createMemo, createSignal, untrack } from "solid-js";
import type { VirtualRows } from "./virtualizer.ts";

interface Rows extends VirtualRows {
  /** On paper all rows stand one under the other. */
  isPrinting: Accessor<boolean>;
}

type Virtualizer = typeof import("./virtualizer.ts");

/** The code that follows the scrolling is no part of the first load; "missing" when it does not come. */
const [code, setCode] = createSignal<Virtualizer | "missing">();

/** How many rows are made until it is there: more than a screen holds. */
const firstRows = 30;

/** Which rows of a list to make, and where each stands in it, in pixels. */
export function createVirtualRows(rows: Rows) {
  const [list, setList] = createSignal<HTMLElement>();
  const virtualizer = createMemo(() => {
    const found = code();
    return typeof found === "object"
      ? untrack(() => found.createVirtualizer(rows, list))
      : undefined;
  });
  fetchCode();
  const isInFlow = () => rows.isPrinting() || virtualizer() === undefined;
  return { list, setList, ids, isInFlow, virtualizer, reveal };

  function ids(): readonly string[] {
    if (rows.isPrinting() || code() === "missing") return rows.ids();
    const needed = Math.max(firstRows, (rows.current() ?? 0) + 1);
    return virtualizer()?.ids() ?? rows.ids().slice(0, needed);
  }

  /** Scrolls so far that a row is in view; it has to be made. */
  function reveal(index: number, block: "nearest" | "center" = "nearest"): void {
    const known = virtualizer();
    if (known) known.reveal(index, block === "nearest" ? "auto" : block);
    else list()?.querySelector(`[data-index="${index}"]`)?.scrollIntoView({ block });
  }
}

/** Without it every row is made, which is slow with thousands of them and nothing worse; the next list tries again. */
function fetchCode(): void {
  if (typeof code() === "object") return;
  import("./virtualizer.ts").then(
    (found) => setCode(() => found),
    () => setCode("missing"),
  );
}
