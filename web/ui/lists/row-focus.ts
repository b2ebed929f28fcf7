import { type Accessor, createMemo, createSignal } from "solid-js";
import { rowKey } from "../keys.ts";

interface Rows {
  ids: Accessor<readonly string[]>;
  /** Where each stands among them. */
  places: Accessor<ReadonlyMap<string, number>>;
  /** What holds the rows, each with its id as `data-id`. */
  list: Accessor<HTMLElement | undefined>;
  /** Makes row `index` and brings it into view. */
  reveal: (index: number) => void;
  /** How high a row is, in pixels. */
  rowHeight: () => number;
  open: (id: string, row: HTMLElement) => void;
  tick?: (id: string) => void;
}

/** One row of a list has the keyboard; arrows pass it on. Tab leads into the list and out of it. */
export function createRowFocus(rows: Rows) {
  const [chosen, choose] = createSignal("");
  const current = createMemo(() =>
    rows.places().has(chosen()) ? chosen() : (rows.ids()[0] ?? ""),
  );

  return { current, choose, show, go, press, follow };

  /** Gives the keyboard to row `index`, and the row, if there is such a one. */
  function go(index: number): HTMLElement | null {
    const row = show(index);
    row?.focus({ preventScroll: true, focusVisible: true });
    return row;
  }

  /** The same, but for the focus: whoever comes back to the list comes to this row. */
  function show(index: number): HTMLElement | null {
    const id = rows.ids()[index];
    if (id === undefined) return null;
    choose(id);
    rows.reveal(index);
    return rows.list()?.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"]`) ?? null;
  }

  /** Takes the keys pressed in the list. */
  function press(event: KeyboardEvent): void {
    const row = rowAround(event.target);
    const id = row?.dataset.id;
    const at = rows.places().get(id ?? "");
    const key = rowKey(event);
    if (!row || id === undefined || at === undefined || !key) return;
    const to = destination(key, at);
    // What stands in the row has Enter and Space for itself.
    const isOnRow = event.target === row;
    if (to !== null) go(to);
    else if (key === "open" && isOnRow) rows.open(id, row);
    else if (key === "tick" && isOnRow && rows.tick) rows.tick(id);
    else return;
    event.preventDefault();
  }

  function destination(key: string, at: number): number | null {
    const page = Math.max(1, Math.floor(innerHeight / rows.rowHeight()) - 2);
    const last = rows.ids().length - 1;
    if (key === "first") return 0;
    if (key === "last") return last;
    const steps: Record<string, number> = { down: 1, up: -1, pageDown: page, pageUp: -page };
    const step = steps[key];
    return step === undefined ? null : Math.min(last, Math.max(0, at + step));
  }

  /** Whatever in a row gets the focus, the arrows go on from there. */
  function follow(event: FocusEvent): void {
    const id = rowAround(event.target)?.dataset.id;
    if (id !== undefined) choose(id);
  }
}

/** The row that something stands in. */
export function rowAround(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>("[data-id]") : null;
}
