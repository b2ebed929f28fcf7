import {
  createComputed,
  createEffect,
  createMemo,
  createSignal,
  For,
  type JSX,
  on,
  onCleanup,
  Show,
  untrack,
} from "solid-js";
import { keepFocus } from "../keyboard/keep-focus.ts";
import { createNarrow } from "../narrow-screen.ts";
import type { Column } from "./column.ts";
import { Heads } from "./heads.tsx";
import { highlight } from "./highlight.ts";
import type { List, Listed } from "./list.ts";
import { createPrinting } from "./printing.ts";
import { type Facts, ListRow } from "./row.tsx";
import { createRowFocus, rowAround } from "./row-focus.ts";
import type { Ticks } from "./ticks/ticks.ts";
import { UpdatesButton } from "./updates-button.tsx";
import { createVirtualRows } from "./virtual/virtual-rows.ts";

interface ListTableProps<T extends Listed> {
  /** What is listed; also its class. */
  name: string;
  label: string;
  list: Pick<List<T>, Used> & { phone: Pick<List<T>["phone"], "hasHead" | "isTicking"> };
  facts: Facts<T>;
  columns: readonly Column<T>[];
  nameOf: (row: T) => string;
  /** About how high a row is, in pixels, at a desk and on a phone. */
  rowHeight: { desk: number; phone: number };
  open: (id: string, row: HTMLElement) => void;
  /** A click anywhere on a row opens it. */
  opensByClick?: boolean;
  openId?: string | undefined;
  ticks?: Ticks;
  tickAllLabel?: string;
  /** A row on phones, where two lines say what matters and a press opens the rest [U4]. */
  phoneCell?: Column<T>["cell"];
  /** Shown in place of a table without rows. */
  fallback: JSX.Element;
}

/** What a table does with its list. */
type Used =
  | "apply"
  | "arrive"
  | "asked"
  | "ids"
  | "order"
  | "places"
  | "sortBy"
  | "sorts"
  | "sought"
  | "updates"
  | "watch";

/** Between two rows on phones, where each is a card; pixels. */
const cardGap = 8;

/** A noun's list, of which only the rows in view are made; all of them for print. */
export function ListTable<T extends Listed>(props: ListTableProps<T>) {
  return (
    <>
      <p class="visually-hidden" role="status">
        {props.list.asked().query && `${props.list.ids().length} found`}
      </p>
      <Show
        when={props.list.ids().length > 0 || props.list.updates() > 0}
        fallback={props.fallback}
      >
        <Rows {...props} />
      </Show>
    </>
  );
}

function Rows<T extends Listed>(props: ListTableProps<T>) {
  const isNarrow = createNarrow();
  const isPrinting = createPrinting();
  const isCompact = () => isNarrow() && props.phoneCell !== undefined;
  const ids = () => props.list.ids();
  const rowHeight = () => (isNarrow() ? props.rowHeight.phone : props.rowHeight.desk);
  const rowFocus = createRowFocus({
    ids,
    places: () => props.list.places(),
    list: () => rows.list(),
    reveal: (index) => rows.reveal(index),
    rowHeight,
    open: (id, row) => props.open(id, row),
    tick: (id) => props.ticks?.toggle(id),
  });
  const rows = createVirtualRows({
    ids,
    current: () => props.list.places().get(rowFocus.current()),
    rowHeight,
    gap: () => (isNarrow() && !isCompact() ? cardGap : 0),
    isPrinting,
  });
  /** A table whose rows take the keyboard, and can be chosen where there are ticks. */
  const roles = () =>
    ({ role: "grid", "aria-multiselectable": ticks() ? "true" : undefined }) as const;
  const [width, setWidth] = createSignal(0);
  const columns = createMemo(() =>
    isCompact() ? [onPhone(props.label, props.phoneCell)] : thoseWithRoom(),
  );

  /** On phones rows are ticked when that is asked for, and then by a press anywhere. */
  const isTicking = () => isCompact() && props.list.phone.isTicking();
  const ticks = () => (isCompact() && !isTicking() ? undefined : props.ticks);
  const tracks = () =>
    columns()
      .map(({ width }) => width)
      .join(" ");
  createComputed(
    on(
      () => props.list.asked(),
      () => scrollY > 0 && window.scrollTo({ top: 0, behavior: "instant" }),
      { defer: true },
    ),
  );
  createComputed(() => props.openId && rowFocus.choose(props.openId));
  // What opens beside the list makes it narrower.
  const widths = new ResizeObserver(([frame]) => setWidth(frame?.contentRect.width ?? 0));
  onCleanup(() => widths.disconnect());
  createEffect(
    on(width, () => {
      const at =
        props.openId === undefined ? undefined : props.list.places().get(props.openId ?? "");
      if (at !== undefined) requestAnimationFrame(() => rows.reveal(at));
    }),
  );
  createEffect(() => {
    const id = props.list.sought();
    // The row itself is made after this.
    if (id !== null) queueMicrotask(() => arriveAt(id));
  });

  return (
    <div ref={take} class="table-frame" tabindex={-1}>
      <Show when={!(isNarrow() && props.list.phone.hasHead())}>
        <UpdatesButton count={props.list.updates()} apply={props.list.apply} />
      </Show>
      <table
        class={`list ${props.name}`}
        classList={{
          "in-flow": rows.isInFlow(),
          opens: props.opensByClick === true,
          compact: isCompact(),
        }}
        style={{ "--widths": tracks() }}
        {...roles()}
        aria-label={props.label}
        aria-rowcount={ids().length + 1}
      >
        <thead>
          <Heads
            list={props.list}
            columns={columns()}
            ticks={ticks()}
            tickAllLabel={props.tickAllLabel}
          />
        </thead>
        <tbody
          ref={rows.setList}
          style={{ "--height": `${rows.virtualizer()?.height() ?? 0}px` }}
          onKeyDown={rowFocus.press}
          onFocusIn={rowFocus.follow}
          onClick={(event) => props.opensByClick && click(event)}
        >
          <For each={rows.ids()}>
            {(id) => (
              <ListRow
                id={id}
                facts={props.facts}
                columns={columns()}
                nameOf={props.nameOf}
                ticks={ticks()}
                index={props.list.places().get(id) ?? 0}
                start={rows.virtualizer()?.startOf(id) ?? 0}
                isCurrent={rowFocus.current() === id}
                isOpen={props.openId === id}
                virtualizer={rows.virtualizer()}
                isInFlow={rows.isInFlow()}
              />
            )}
          </For>
        </tbody>
      </table>
    </div>
  );

  function thoseWithRoom(): Column<T>[] {
    const left = props.columns.filter((column) => !hasRoom(column)).map(({ key }) => key);
    return props.columns
      .filter(hasRoom)
      .map((column) =>
        column.instead && left.includes(column.instead.of) ? column.instead.column : column,
      );
  }

  /** Paper has what only a narrow list leaves out. */
  function hasRoom({ from = 0 }: Column<T>): boolean {
    return isPrinting() || width() === 0 || width() >= from;
  }

  function take(frame: HTMLElement): void {
    props.list.watch(frame);
    widths.observe(frame);
    keepFocus(frame, () =>
      frame.querySelector<HTMLElement>(`[data-id="${CSS.escape(rowFocus.current())}"]`),
    );
  }

  /** Follows a click on a row, but not on what acts by itself there, nor the end of marking text. */
  function click(event: MouseEvent): void {
    if (!(event.target instanceof Element) || event.target.closest("a, label, input, button"))
      return;
    const row = rowAround(event.target);
    const id = row?.dataset.id;
    if (!row || !id || getSelection()?.isCollapsed === false) return;
    if (isTicking()) props.ticks?.toggle(id);
    else props.open(id, row);
  }

  function arriveAt(id: string): void {
    const index = untrack(() => props.list.places().get(id));
    if (index === undefined) return;
    // What opens beside the list has the focus, whichever comes first.
    const row = props.openId === id ? rowFocus.show(index) : rowFocus.go(index);
    rows.reveal(index, "center");
    if (row) highlight(row);
    props.list.arrive();
  }
}

/** The one column that phones have. */
function onPhone<T extends Listed>(heading: string, cell: Column<T>["cell"] = () => null) {
  return { key: "phone", heading, width: "minmax(0, 1fr)", cell };
}
