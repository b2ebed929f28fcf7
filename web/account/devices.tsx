import { createSignal, For, onMount, Show } from "solid-js";
import { usePlace } from "../place.ts";
import { sentenceOf } from "../replica/api.ts";
import { useSession } from "../replica/session.ts";
import { note } from "../ui/notes.tsx";
import { exactly, moment } from "../ui/times.ts";
import type { Device, OwnAccount } from "./account.ts";

/** Where somebody is signed in: this browser first. */
export function AccountDevices(props: { account: OwnAccount }) {
  const [problem, setProblem] = createSignal("");
  onMount(() => void load());

  return (
    <section class="card" aria-labelledby="account-devices">
      <h2 id="account-devices">Where you are signed in</h2>
      <Show when={problem()}>
        {(words) => (
          <p class="problem" role="alert">
            {words()}{" "}
            <button type="button" class="link-button" onClick={() => void load()}>
              Try again
            </button>
          </p>
        )}
      </Show>
      <Show
        when={props.account.devices()}
        fallback={<p class="muted">{problem() ? "" : "Looking…"}</p>}
      >
        {(devices) => (
          <ul class="devices">
            <For each={devices()}>
              {(device) => <DeviceRow device={device} account={props.account} />}
            </For>
          </ul>
        )}
      </Show>
      <p class="muted">Do you not know one of them? Sign it out and change your password.</p>
    </section>
  );

  async function load(): Promise<void> {
    setProblem("");
    await props.account.loadDevices().catch((error) => setProblem(sentenceOf(error)));
  }
}

function DeviceRow(props: { device: Device; account: OwnAccount }) {
  const { school } = usePlace();
  const session = useSession();
  const [isBusy, setBusy] = createSignal(false);
  const name = () => `${props.device.browser} on ${props.device.system}`;
  return (
    <li class="device">
      <span class="device-words">
        <strong>{name()}</strong>
        <Show
          when={props.device.current}
          fallback={
            <span class="muted" title={exactly(props.device.lastUsedAt, school.timeZone())}>
              Last used {moment(props.device.lastUsedAt, school.clock.minute(), school.timeZone())}
            </span>
          }
        >
          <span class="device-here">This one</span>
        </Show>
      </span>
      <button
        type="button"
        class="button small"
        disabled={isBusy()}
        aria-label={`Sign out ${props.device.current ? "here" : name()}`}
        onClick={() => void signOut()}
      >
        Sign out
      </button>
    </li>
  );

  async function signOut(): Promise<void> {
    setBusy(true);
    try {
      if (props.device.current) return await session.signOut();
      await props.account.signOutDevice(props.device.id);
      note({ text: `${name()} is signed out.`, tone: "good" });
    } catch (error) {
      note({ text: sentenceOf(error), tone: "bad" });
      setBusy(false);
    }
  }
}
