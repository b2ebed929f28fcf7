import X from "lucide-solid/icons/x";
import { For, Show } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import { useRowPlace } from "../../place.ts";
import { exactly, moment } from "../../ui/times.ts";
import { isLost, isUnnoticed, journeyInWords, junkHint, stepAt, stepsDone } from "../journey.ts";

/** Sent, delivered, opened, set up. */
const steps = [0, 1, 2, 3];

/** How far it has come, and what keeps it. */
export function MailCell(props: { invite: PublicInvite }) {
  const { school, mail } = useRowPlace();
  const isStuck = () => isLost(props.invite);
  return (
    <>
      <span class="mail" classList={{ lost: isStuck() }}>
        <Steps invite={props.invite} />
        <span>
          {journeyInWords(props.invite)}
          <Show when={stepAt(props.invite)}>
            {(at) => (
              <time datetime={at()} title={exactly(at(), school.timeZone())}>
                {` ${moment(at(), school.clock.minute(), school.timeZone())}`}
              </time>
            )}
          </Show>
        </span>
      </span>
      <Show when={isStuck() && props.invite.deliveryReason}>
        {(reason) => (
          <span class="sub lost" title={reason()}>
            {reason()}
          </span>
        )}
      </Show>
      <Show when={isUnnoticed(props.invite, school.clock.minute())}>
        <span class="sub junk" title={junkHint(mail.known()?.sender)}>
          Unopened: may be in Junk
        </span>
      </Show>
    </>
  );
}

/** The four steps as dashes; a cross where its mail was lost. */
function Steps(props: { invite: PublicInvite }) {
  const done = () => stepsDone(props.invite);
  return (
    <span class="steps" aria-hidden="true">
      <For each={steps}>
        {(step) => (
          <Show
            when={step === 1 && isLost(props.invite)}
            fallback={<span class="step" classList={{ done: step < done() }} />}
          >
            <X size={12} stroke-width={4} />
          </Show>
        )}
      </For>
    </span>
  );
}
