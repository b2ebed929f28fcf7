import { useBeforeLeave } from "@solidjs/router";
import { createEffect, createSignal, onCleanup } from "solid-js";
import { usePlace } from "../../place.ts";
import { isSentAway } from "../../replica/api.ts";
import { useSession } from "../../replica/session.ts";

/** Stops whoever is about to leave something unfinished, and asks. `wanted` is the way on, while the question stands. */
export function createLeaving(isUnfinished: () => boolean) {
  const { school } = usePlace();
  const session = useSession();
  // Whoever no longer belongs here is not kept.
  const isKept = () => isUnfinished() && !isSentAway() && session.membership(school.id) !== null;
  const [wanted, setWanted] = createSignal<(() => void) | null>(null);
  useBeforeLeave((event) => {
    if (!isKept() || event.defaultPrevented) return;
    event.preventDefault();
    setWanted(() => () => event.retry(true));
  });
  createEffect(() => {
    if (!isUnfinished()) return;
    const warn = (event: BeforeUnloadEvent) => isKept() && event.preventDefault();
    window.addEventListener("beforeunload", warn);
    onCleanup(() => window.removeEventListener("beforeunload", warn));
  });
  return { wanted, stay: () => setWanted(null) };
}
