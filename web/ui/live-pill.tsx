import { Match, Switch } from "solid-js";
import { usePlace } from "../place.ts";
import type { Liveness } from "../replica/connection.ts";

const words: Record<Liveness, string> = {
  live: "Live",
  reconnecting: "Reconnecting",
  offline: "Offline",
  paused: "Paused",
};

/** Whether what one sees is up to date, as a word and a shape. */
export function LivePill() {
  const place = usePlace();
  return (
    <span class="live-pill" data-liveness={place.liveness()} role="status">
      <span class="live-shape" aria-hidden="true" />
      {words[place.liveness()]}
    </span>
  );
}

/** What an outage, or too many windows, means for what one sees. */
export function StandstillBanner() {
  const place = usePlace();
  return (
    <Switch>
      <Match when={place.liveness() === "offline"}>
        <p class="standstill-banner">You are offline. What you see may be out of date.</p>
      </Match>
      <Match when={place.liveness() === "paused"}>
        <p class="standstill-banner" role="alert">
          Staffroom is open in too many windows. This one has stopped following changes.
          <button type="button" class="button small" onClick={() => place.followAgain()}>
            Follow again
          </button>
        </p>
      </Match>
    </Switch>
  );
}
