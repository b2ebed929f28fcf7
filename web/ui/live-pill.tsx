import { Show } from "solid-js";
import { usePlace } from "../place.ts";
import type { Liveness } from "../replica/connection.ts";

const words: Record<Liveness, string> = {
  live: "Live",
  reconnecting: "Reconnecting",
  offline: "Offline",
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

/** What an outage means for what one sees. */
export function OfflineBanner() {
  const place = usePlace();
  return (
    <Show when={place.liveness() === "offline"}>
      <p class="offline-banner">You are offline. What you see may be out of date.</p>
    </Show>
  );
}
