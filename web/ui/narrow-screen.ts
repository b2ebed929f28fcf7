import { createSignal, onCleanup } from "solid-js";

/** Whether the screen is a phone's, where panels take all of it. */
export function createNarrow(): () => boolean {
  const query = matchMedia("(max-width: 45rem)");
  const [isNarrow, setNarrow] = createSignal(query.matches);
  const follow = () => setNarrow(query.matches);
  query.addEventListener("change", follow);
  onCleanup(() => query.removeEventListener("change", follow));
  return isNarrow;
}
