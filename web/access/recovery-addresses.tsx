import { For, Show } from "solid-js";
import { can } from "#domain/roles";
import { usePlace } from "../place.ts";
import { AddressWait } from "./address-wait.tsx";
import { AddressesForm } from "./addresses-form.tsx";
import { addressesOf, type ShownAddress } from "./recovery.ts";

/** Where a recovery is confirmed: everybody who looks after the school sees it, Owners change it. */
export function RecoveryAddresses() {
  const { me, school } = usePlace();
  const addresses = () => addressesOf(school.school(), school.clock.minute());
  return (
    <section class="card" aria-labelledby="recovery-addresses">
      <h2 id="recovery-addresses">Recovery addresses</h2>
      <p class="muted">
        If no Owner can sign in, we ask here by mail whether the school needs a new Owner. Choose
        addresses that stay with the school when a person leaves. A change counts after 14 days, and
        we tell the old address.
      </p>
      <Show
        when={can(me.role, "changeRecoveryAddresses")}
        fallback={<Listed addresses={addresses()} />}
      >
        <AddressesForm addresses={addresses()} />
      </Show>
    </section>
  );
}

function Listed(props: { addresses: ShownAddress[] }) {
  return (
    <>
      <dl class="details">
        <For each={props.addresses}>
          {(address) => (
            <div>
              <dt>{address.label}</dt>
              <dd class="breakable">
                <span translate={address.email ? "no" : undefined}>{address.email ?? "None"}</span>
                <AddressWait address={address} />
              </dd>
            </div>
          )}
        </For>
      </dl>
      <p class="muted">Only an Owner can change them.</p>
    </>
  );
}
