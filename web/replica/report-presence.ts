import type { Whereabouts } from "#party/protocol";

/** Somebody who is not looking. It is also what the room believes of a new socket. */
export const nowhere: Whereabouts = { type: "presence", view: null, focus: null, editing: false };

/** Arrow keys pass many rows in a second. Milliseconds. */
const pace = 1_000;
/** Leaving one thing for another is one step, though a page takes several to do it. */
const settle = 100;

/**
 * Tells a room where somebody is, by `send`, which answers whether it left: at most once a second, the last word always,
 * and nothing that the room knows already. Knows no socket.
 */
export function createSaying(send: (message: Whereabouts) => boolean) {
  let truth = nowhere;
  let told: Whereabouts | null = nowhere;
  let isOpen = false;
  let sentAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  return { say, greet, repeat, part };

  function say(message: Whereabouts): void {
    truth = message;
    tell();
  }

  /** The room has said hello: to it, this socket is nowhere yet. */
  function greet(): void {
    isOpen = true;
    told = nowhere;
    tell();
  }

  /** The room may have forgotten what it was told. */
  function repeat(): void {
    told = null;
    tell();
  }

  /** The socket is gone. What is said meanwhile waits for the next hello. */
  function part(): void {
    isOpen = false;
    clearTimeout(timer);
    timer = undefined;
  }

  function tell(): void {
    if (!isOpen || timer !== undefined || isSame(truth, told)) return;
    timer = setTimeout(tellNow, Math.max(settle, sentAt + pace - performance.now()));
  }

  function tellNow(): void {
    timer = undefined;
    if (isSame(truth, told) || !send(truth)) return;
    told = truth;
    sentAt = performance.now();
  }
}

function isSame(one: Whereabouts, other: Whereabouts | null): boolean {
  return (
    other !== null &&
    one.view === other.view &&
    one.focus === other.focus &&
    Boolean(one.editing) === Boolean(other.editing)
  );
}
