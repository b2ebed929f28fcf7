import { onCleanup } from "solid-js";
import { api } from "./api.ts";

/** The server notes the use of a session at most so often, milliseconds. */
const noteEveryMs = 5 * 60_000;

/** Typing is use [A19]: while the surrounding owner lives, no session ends under somebody's hands because nothing was sent. */
export function noteTyping(): void {
  let notedAt = performance.now();
  const note = () => {
    const now = performance.now();
    if (now - notedAt < noteEveryMs) return;
    notedAt = now;
    // Whoever is signed out by now is led away, with what they typed.
    api.session.$get().catch(() => undefined);
  };
  document.addEventListener("input", note);
  onCleanup(() => document.removeEventListener("input", note));
}
