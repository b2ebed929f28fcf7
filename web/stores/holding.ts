import { createSignal } from "solid-js";

/** Whether the pointer or the focus is in a table, so that its rows stay where they are [C5]. */
export function createHolding() {
  const [hasFocus, setFocus] = createSignal(false);
  const [hasPointer, setPointer] = createSignal(false);
  return {
    isHeld: () => hasFocus() || hasPointer(),
    listeners: {
      onPointerMove: (event: PointerEvent) => isMoving(event) && setPointer(true),
      onPointerLeave: () => setPointer(false),
      onFocusIn: (event: FocusEvent) => setFocus(event.target instanceof Element && event.target.matches(":focus-visible")),
      onFocusOut: () => setFocus(false),
    },
  };
}

export type Holding = ReturnType<typeof createHolding>;

/** A mouse that somebody moves. One that lies still while a dialog above it closes is about to click nothing. */
function isMoving(event: PointerEvent): boolean {
  return event.pointerType === "mouse" && (event.movementX !== 0 || event.movementY !== 0);
}
