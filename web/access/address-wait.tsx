import { Show } from "solid-js";
import { usePlace } from "../place.ts";
import { due } from "../ui/due.ts";
import type { ShownAddress } from "./recovery.ts";

/** A change that does not count yet. */
export function AddressWait(props: { address: ShownAddress }) {
  const { school } = usePlace();
  return (
    <Show when={props.address.countsFrom}>
      {(from) => (
        <p class="recovery-wait">
          Counts from {due(from(), school.timeZone())}. Until then{" "}
          <span class="breakable">
            {props.address.inUse ? `${props.address.inUse} is used.` : "there is none."}
          </span>
        </p>
      )}
    </Show>
  );
}
