import { createSignal } from "solid-js";
import type { PublicMessage } from "#domain/messages";

const place = "message-dismissed";

/** The message this person has read, until it changes. It is kept in this browser; where that is not allowed, while the page is open. */
const [dismissed, setDismissed] = createSignal(read());

/** Whether this person has read it as it is now. */
export function isDismissed(message: PublicMessage): boolean {
  return dismissed() === keyOf(message);
}

export function dismiss(message: PublicMessage): void {
  setDismissed(keyOf(message));
  try {
    localStorage.setItem(place, keyOf(message));
  } catch {
    // Some browsers let nothing be kept.
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}

function keyOf({ id, version }: PublicMessage): string {
  return `${id} ${version}`;
}
