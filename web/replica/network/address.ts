import { createSignal } from "solid-js";

/** The address at which Staffroom is to be opened, where this page was opened at another: no socket is let in from there. */
export const [rightAddress, setRightAddress] = createSignal<string | null>(null);

/** Reads it from an answer. A proxy may have changed what the server sees, so the page's own address decides. */
export function noteAddress(answer: Response): void {
  const origin = answer.headers.get("Staffroom-Origin");
  if (origin && origin !== location.origin) setRightAddress(origin);
}
