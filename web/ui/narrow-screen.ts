import { createSignal, onCleanup } from "solid-js";

/** Whether the screen is a phone's, where panels take all of it. Paper never is. */
export function createNarrow(): () => boolean {
  const query = matchMedia("screen and (max-width: 45rem)");
  const [isNarrow, setNarrow] = createSignal(query.matches);
  const follow = () => setNarrow(query.matches);
  query.addEventListener("change", follow);
  onCleanup(() => query.removeEventListener("change", follow));
  return isNarrow;
}
