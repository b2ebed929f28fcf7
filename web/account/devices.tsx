import { For, onMount, Show } from "solid-js";
import { usePlace } from "../place.ts";
import { useSession } from "../replica/session.ts";
import { ProblemLine } from "../ui/forms/problem-line.tsx";
import { createSubmit } from "../ui/forms/submit.ts";
import { HelpLink } from "../ui/help-link.tsx";
import { note } from "../ui/notes.tsx";
import { exactly, moment } from "../ui/times.ts";
import type { Device, OwnAccount } from "./account.ts";

/** Where somebody is signed in: this browser first. */
export function AccountDevices(props: { account: OwnAccount }) {
  const list = createSubmit({ send: props.account.loadDevices });
  onMount(() => void list.submit());
  const elsewhere = createSubmit({
    send: props.account.signOutElsewhere,
    done: () => note({ text: "You are signed out everywhere else.", tone: "good" }),
    tell: (text) => note({ text, tone: "bad" }),
  });

  return (
    <section class="card" aria-labelledby="account-devices">
      <h2 id="account-devices">Where you are signed in</h2>
      <ProblemLine words={list.problem()}>
        <button type="button" class="link-button" onClick={() => void list.submit()}>
          Try again
        </button>
      </ProblemLine>
      <Show
        when={props.account.devices()}
        fallback={<p class="muted">{list.problem() ? "" : "Looking…"}</p>}
      >
        {(devices) => (
          <>
            <ul class="devices">
              <For each={devices()}>
                {(device) => <DeviceRow device={device} account={props.account} />}
              </For>
            </ul>
            <Show when={devices().length > 1}>
              <button
                type="button"
                class="button"
                disabled={elsewhere.isPending()}
                onClick={() => void elsewhere.submit()}
              >
                Sign out everywhere else
              </button>
            </Show>
          </>
        )}
      </Show>
      <p class="muted">
        Do you not know one of them? Sign it out and change your password.{" "}
        <HelpLink to="shared-computers">Computers that others use</HelpLink>
      </p>
    </section>
  );
}

function DeviceRow(props: { device: Device; account: OwnAccount }) {
  const { school } = usePlace();
  const session = useSession();
  const name = () => `${props.device.browser} on ${props.device.system}`;
  const signingOut = createSubmit({
    send: signOut,
    tell: (text) => note({ text, tone: "bad" }),
  });
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
        disabled={signingOut.isPending()}
        aria-label={`Sign out ${props.device.current ? "here" : name()}`}
        onClick={() => void signingOut.submit()}
      >
        Sign out
      </button>
    </li>
  );

  async function signOut(): Promise<void> {
    if (props.device.current) return session.signOut();
    await props.account.signOutDevice(props.device.id);
    note({ text: `${name()} is signed out.`, tone: "good" });
  }
}
