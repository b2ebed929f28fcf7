import type { Whereabouts } from "#party/protocol";

/** Somebody who is not looking. It is also what the room believes of a new socket. */
export const nowhere: Whereabouts = { type: "presence", view: null, focus: null, editing: false };

/** Arrow keys pass many rows in a second. */
const reportEveryMs = 1_000;
/** Leaving one thing for another is one step, though a page takes several to do it. */
const gatherMs = 100;

/**
 * Tells a room where somebody is, by `send`, which answers whether it left: at most once a second, the last word always,
 * and nothing that the room knows already. Knows no socket.
 */
export function createPresenceReport(send: (message: Whereabouts) => boolean) {
  let current = nowhere;
  let sent: Whereabouts | null = nowhere;
  let isOpen = false;
  let sentAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  return { report, connected, resend, disconnected };

  function report(message: Whereabouts): void {
    current = message;
    sendSoon();
  }

  /** The room has said hello: to it, this socket is nowhere yet. */
  function connected(): void {
    isOpen = true;
    sent = nowhere;
    sendSoon();
  }

  /** The room may have forgotten what it was sent. */
  function resend(): void {
    sent = null;
    sendSoon();
  }

  /** The socket is gone. What is said meanwhile waits for the next hello. */
  function disconnected(): void {
    isOpen = false;
    clearTimeout(timer);
    timer = undefined;
  }

  function sendSoon(): void {
    if (!isOpen || timer !== undefined || isSame(current, sent)) return;
    timer = setTimeout(sendNow, Math.max(gatherMs, sentAt + reportEveryMs - performance.now()));
  }

  function sendNow(): void {
    timer = undefined;
    if (isSame(current, sent) || !send(current)) return;
    sent = current;
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
