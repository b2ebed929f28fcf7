import { onCleanup } from "solid-js";
import { api } from "./api.ts";
import { touch } from "./touched.ts";

/** The server notes the use of a session at most so often, milliseconds. */
const noteEveryMs = 5 * 60_000;

const signs = ["input", "keydown", "pointerdown"];

/**
 * Typing and pressing are use [A19]: while the surrounding owner lives, no session ends under somebody's hands because nothing was
 * sent.
 */
export function noteUse(): void {
  let notedAt = performance.now();
  const note = () => {
    touch();
    const now = performance.now();
    if (now - notedAt < noteEveryMs) return;
    notedAt = now;
    // Whoever is signed out by now is led away, with what they typed.
    api.session.$get().catch(() => undefined);
  };
  for (const sign of signs) document.addEventListener(sign, note, { capture: true });
  onCleanup(() => {
    for (const sign of signs) document.removeEventListener(sign, note, { capture: true });
  });
}
