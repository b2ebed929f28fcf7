import { createSignal, onCleanup } from "solid-js";

/** Whether the pointer or the focus is in a table, so that its rows stay where they are [C5]. */
export function createHolding() {
  const [hasFocus, setFocus] = createSignal(false);
  const [hasPointer, setPointer] = createSignal(false);
  return { isHeld: () => hasFocus() || hasPointer(), watch };

  /** Takes the element around the table, as a `ref`. */
  function watch(frame: HTMLElement): void {
    frame.addEventListener("pointermove", (event) => isMoving(event) && setPointer(true));
    frame.addEventListener("pointerleave", () => setPointer(false));
    frame.addEventListener("focusin", ({ target }) =>
      setFocus(target instanceof Element && target.matches(":focus-visible")),
    );
    frame.addEventListener("focusout", () => setFocus(false));
    // What is taken from under the pointer is never told that it left.
    onCleanup(() => {
      setPointer(false);
      setFocus(false);
    });
  }
}

export type Holding = ReturnType<typeof createHolding>;

/** A mouse that somebody moves. One that lies still while a dialog above it closes is about to click nothing. */
function isMoving(event: PointerEvent): boolean {
  return event.pointerType === "mouse" && (event.movementX !== 0 || event.movementY !== 0);
}
