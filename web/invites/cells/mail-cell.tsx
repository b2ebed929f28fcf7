import { Show } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import { usePlace } from "../../place.ts";
import { isLost, isUnnoticed, journeyInWords, junkHint } from "../journey.ts";

/** How far it has come, and what keeps it. */
export function MailCell(props: { invite: PublicInvite }) {
  const { school, mail } = usePlace();
  return (
    <>
      <span class="mail" classList={{ lost: isLost(props.invite) }}>
        {journeyInWords(props.invite)}
      </span>
      <Show when={isLost(props.invite) && props.invite.deliveryReason}>
        {(reason) => <span class="sub lost">{reason()}</span>}
      </Show>
      <Show when={isUnnoticed(props.invite, school.clock.minute())}>
        <span class="sub junk" title={junkHint(mail.known()?.sender)}>
          {junkHint(mail.known()?.sender)}
        </span>
      </Show>
    </>
  );
}
