import { onCleanup, untrack } from "solid-js";

/** A form that is to stand as it was for whoever has to sign in again. Never gives a password. */
export interface HalfFilled<T> {
  /** Which form of the address it is on. */
  name: string;
  /** What is typed in it; null where nothing is. */
  typed: () => T | null;
  restore: (typed: T) => void;
}

/** The question that stands open. Alone it is nothing that anybody has typed. */
export const openQuestion = "question";
/** The form of what was on its way. */
export const sentQuestion = "sent";

/** Where it waits: in this tab, until it is closed or somebody else signs in. */
const place = "staffroom.half-filled";

interface Held {
  account: string;
  forms: [name: string, typed: unknown][];
}

const watched = new Map<string, () => unknown>();
let waiting = new Map<string, unknown>();

/** Has a form outlive the session while the surrounding owner lives, and fills it in as it was before [A19]. */
export function keepHalfFilled<T>({ name, typed, restore }: HalfFilled<T>): void {
  const found = takeHalfFilled<T>(name);
  if (found !== null) untrack(() => restore(found));
  onCleanup(watchHalfFilled(name, typed));
}

/** What stood in a form before, once; null where nothing did. */
export function takeHalfFilled<T>(name: string): T | null {
  const found = waiting.get(name) ?? null;
  waiting.delete(name);
  return found as T | null;
}

/** Holds what is typed, should the session end. Gives how to stop. */
export function watchHalfFilled(name: string, typed: () => unknown): () => void {
  watched.set(name, typed);
  return () => {
    if (watched.get(name) === typed) watched.delete(name);
  };
}

/** The session has ended: sets aside what this account has typed on the page. False where that is nothing. */
export function setAsideHalfFilled(account: string): boolean {
  const forms = [...watched]
    .map(([name, typed]) => [name, untrack(typed)] as [string, unknown])
    .filter(([, typed]) => typed !== null && typed !== undefined);
  if (forms.every(([name]) => name === openQuestion)) return false;
  try {
    sessionStorage.setItem(place, JSON.stringify({ account, forms } satisfies Held));
    return true;
  } catch {
    // No room, or a browser that keeps nothing.
    return false;
  }
}

/** Somebody has signed in: what they had typed waits for its forms, what anybody else had is gone. */
export function bringBackHalfFilled(account: string): void {
  try {
    const held = JSON.parse(sessionStorage.getItem(place) ?? "null") as Held | null;
    sessionStorage.removeItem(place);
    if (held) waiting = new Map(held.account === account ? held.forms : []);
  } catch {
    waiting = new Map();
  }
}
