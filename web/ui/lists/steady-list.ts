import {
  type Accessor,
  createComputed,
  createMemo,
  createSignal,
  on,
  onCleanup,
  untrack,
} from "solid-js";

/** A row that an act of one's own sent away, and that is back since the act failed. */
const [returned, setReturned] = createSignal<{ id: string } | null>(null);

/** Puts a row back into whichever list keeps its order, since nobody but its own failed act had taken it out. */
export function putBack(id: string): void {
  setReturned({ id });
}

/** A finger that has left the glass is still over it: for so long it may come down again; milliseconds. */
const fingerRestMs = 4_000;

/**
 * A list that keeps its order while the pointer or the focus is in its frame [C5], while a finger touches it and for a little longer
 * [U4], or while `isAlsoHeld`. `updates` says how many rows would come or go; `apply` lets them.
 */
export function createSteadyList<T>(
  list: Accessor<T[]>,
  isAlsoHeld: Accessor<boolean> = () => false,
) {
  const [hasFocus, setFocus] = createSignal(false);
  const [hasPointer, setPointer] = createSignal(false);
  const [hasFinger, setFinger] = createSignal(false);
  let rest: ReturnType<typeof setTimeout> | undefined;
  const [shown, setShown] = createSignal<T[]>(untrack(list));
  createComputed(() => {
    const next = list();
    if (!hasFocus() && !hasPointer() && !hasFinger() && !isAlsoHeld()) setShown(next);
  });
  createComputed(
    on(returned, (row) => row && setShown((all) => withItem(all, list(), row.id as T)), {
      defer: true,
    }),
  );
  const updates = createMemo(() => differences(shown(), list()));
  return { shown, updates, apply: () => setShown(untrack(list)), watch };

  /** Takes the element around the list, as a `ref`. */
  function watch(frame: HTMLElement): void {
    frame.addEventListener("pointermove", (event) => isMoving(event) && setPointer(true));
    frame.addEventListener("pointerleave", () => setPointer(false));
    // Not pointer events: they end where a touch begins to scroll.
    frame.addEventListener("touchstart", touch, { passive: true });
    frame.addEventListener("touchend", lift);
    frame.addEventListener("touchcancel", lift);
    frame.addEventListener("focusin", ({ target }) =>
      setFocus(target instanceof Element && target.matches(":focus-visible")),
    );
    frame.addEventListener("focusout", () => setFocus(false));
    // What is taken from under the pointer is never told that it left.
    onCleanup(() => {
      clearTimeout(rest);
      setFinger(false);
      setPointer(false);
      setFocus(false);
    });
  }

  function touch(): void {
    clearTimeout(rest);
    setFinger(true);
  }

  function lift({ touches }: TouchEvent): void {
    if (touches.length > 0) return;
    clearTimeout(rest);
    rest = setTimeout(() => setFinger(false), fingerRestMs);
  }
}

export type SteadyList<T> = ReturnType<typeof createSteadyList<T>>;

/** `shown` with one item more, where `list` has it: behind the nearest before it that is shown. */
export function withItem<T>(shown: T[], list: T[], item: T): T[] {
  const place = list.indexOf(item);
  if (place < 0 || shown.includes(item)) return shown;
  const before = list
    .slice(0, place)
    .reverse()
    .find((other) => shown.includes(other));
  const at = before === undefined ? 0 : shown.indexOf(before) + 1;
  return [...shown.slice(0, at), item, ...shown.slice(at)];
}

/** How many are in one of the lists only. */
export function differences<T>(one: T[], other: T[]): number {
  if (one === other) return 0;
  const [left, right] = [new Set(one), new Set(other)];
  return (
    one.filter((item) => !right.has(item)).length + other.filter((item) => !left.has(item)).length
  );
}

/** A mouse that somebody moves. One that lies still while a dialog above it closes is about to click nothing. */
function isMoving(event: PointerEvent): boolean {
  return event.pointerType === "mouse" && (event.movementX !== 0 || event.movementY !== 0);
}
