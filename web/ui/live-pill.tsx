import { useLocation } from "@solidjs/router";
import { Match, Show, Switch } from "solid-js";
import { usePlace } from "../place.ts";
import type { Liveness } from "../replica/connection.ts";
import { rightAddress } from "../replica/network/address.ts";
import { contact } from "../replica/network/contact.ts";
import { HelpLink } from "./help-link.tsx";
import { dayAndTime, isSameDay, timeOfDay } from "./times.ts";

const words: Record<Liveness, string> = {
  live: "Live",
  polling: "Live",
  reconnecting: "Connecting",
  unreachable: "Not reachable",
  offline: "Offline",
  paused: "Paused",
};

/** Whether what one sees is up to date, as a word and a shape. */
export function LivePill() {
  const place = usePlace();
  return (
    <span class="live-pill" data-liveness={place.liveness()} role="status">
      <span class="live-shape" aria-hidden="true" />
      <Show when={place.liveness() === "polling"} fallback={<Words is={place.liveness()} />}>
        <HelpLink to="live">
          {words.polling}
          <span class="at-desk">, every few seconds</span>
        </HelpLink>
      </Show>
    </span>
  );
}

/** A phone's head has room for one short word; its shape says the others, and the banner in full. */
function Words(props: { is: Liveness }) {
  return <span classList={{ "at-desk": props.is !== "live" }}>{words[props.is]}</span>;
}

/** What an outage, or too many windows, means for what one sees, and that a page was opened where it cannot be kept up to date at once. */
export function StandstillBanner() {
  const { school, liveness, followAgain } = usePlace();
  const location = useLocation();
  return (
    <Switch>
      <Match when={liveness() === "offline"}>
        <p class="standstill-banner">You are offline. {stood()}</p>
      </Match>
      <Match when={liveness() === "unreachable"}>
        <p class="standstill-banner" role="alert">
          Staffroom cannot be reached. {stood()}
        </p>
      </Match>
      <Match when={liveness() === "paused"}>
        <p class="standstill-banner" role="alert">
          Staffroom is open in too many windows. This one has stopped following changes.
          <button type="button" class="button small" onClick={followAgain}>
            Follow again
          </button>
        </p>
      </Match>
      <Match when={rightAddress()}>
        {(origin) => (
          <p class="standstill-banner">
            You opened Staffroom at another address than its own. Use{" "}
            <a href={origin() + location.pathname} translate="no">
              {origin()}
            </a>{" "}
            instead.
          </p>
        )}
      </Match>
    </Switch>
  );

  /** Since when nothing has come, by the school's clock. */
  function stood(): string {
    const offset = school.clock.now() - Date.now();
    const at = new Date(contact.asOf() + offset).toISOString();
    const isToday = isSameDay(Date.parse(at), school.clock.now(), school.timeZone());
    const when = isToday ? timeOfDay(at, school.timeZone()) : dayAndTime(at, school.timeZone());
    return `You see how things stood at ${when}.`;
  }
}
