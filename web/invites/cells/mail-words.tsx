import HandHelping from "lucide-solid/icons/hand-helping";
import MailX from "lucide-solid/icons/mail-x";
import { Match, Switch } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import { useRowPlace } from "../../place.ts";
import { briefly } from "../../ui/times.ts";
import { isLost, isUnnoticed, journeyInWords, stepAt } from "../journey.ts";
import { afterHow } from "./status-cell.tsx";

interface MailWordsProps {
  invite: PublicInvite;
  /** Somebody waits for a new link. */
  isAsking: boolean;
}

/** How its mail is on its way, where a line has room for a few words. */
export function MailWords(props: MailWordsProps) {
  const { school } = useRowPlace();
  const words = () => {
    const at = stepAt(props.invite);
    if (isUnnoticed(props.invite, school.clock.minute())) return "Not opened yet";
    const when = at ? ` ${briefly(at, school.clock.minute(), school.timeZone())}` : "";
    return journeyInWords(props.invite) + when;
  };
  const reason = () => props.invite.deliveryReason;
  return (
    <Switch fallback={words()}>
      <Match when={props.isAsking}>
        <HandHelping class="asking" size={15} aria-hidden="true" />
        <span class="mail asking">Asks for a new link</span>
      </Match>
      <Match when={isLost(props.invite)}>
        <MailX class="lost" size={15} aria-hidden="true" />
        <span class="mail lost">
          {[journeyInWords(props.invite), reason()].filter(Boolean).join(": ")}
        </span>
      </Match>
      <Match when={afterHow(props.invite)}>{(after) => after()}</Match>
    </Switch>
  );
}
