import { useBeforeLeave } from "@solidjs/router";
import { createEffect, createSignal, onCleanup } from "solid-js";
import { usePlace } from "../../place.ts";
import { isSentAway } from "../../replica/api.ts";
import { type HalfFilled, keepHalfFilled } from "../../replica/half-filled.ts";
import { useSession } from "../../replica/session.ts";

/** How it is asked. */
interface Wording {
  words?: string;
  stay?: string;
  leave?: string;
}

/**
 * Stops whoever is about to leave something unfinished, whichever way, and asks. A session that ends asks nobody: `form` outlives
 * it; null for a password, which nothing may keep, and for what is typed to be sure.
 */
export function createUnsavedChanges<T>(
  isUnsaved: () => boolean,
  form: HalfFilled<T> | null,
  wording: Wording = {},
) {
  if (form) keepHalfFilled(form);
  const { school } = usePlace();
  const session = useSession();
  // Whoever no longer belongs here is not kept.
  const isKept = () => isUnsaved() && !isSentAway() && session.membership(school.id) !== null;
  const [onward, setOnward] = createSignal<(() => void) | null>(null);
  useBeforeLeave((event) => {
    // Filters of a list stand in the address too: they leave nothing.
    if (!isKept() || event.defaultPrevented || isSamePage(event.to, event.from.pathname)) return;
    event.preventDefault();
    setOnward(() => () => event.retry(true));
  });
  createEffect(() => {
    if (!isUnsaved()) return setOnward(null);
    const warn = (event: BeforeUnloadEvent) => isKept() && event.preventDefault();
    window.addEventListener("beforeunload", warn);
    onCleanup(() => window.removeEventListener("beforeunload", warn));
  });

  return {
    words: wording.words ?? "Your changes are not saved yet.",
    stayLabel: wording.stay ?? "Keep editing",
    leaveLabel: wording.leave ?? "Discard",
    /** The way on, while the question stands. */
    onward,
    stay: () => setOnward(null),
    before,
  };

  /** Goes on, unless something would be lost: then it asks first. */
  function before(leave: () => void): void {
    if (isKept()) setOnward(() => leave);
    else leave();
  }
}

export type UnsavedChanges = ReturnType<typeof createUnsavedChanges>;

function isSamePage(to: string | number, pathname: string): boolean {
  return typeof to === "string" && new URL(to, location.href).pathname === pathname;
}
