import { Show } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import { staffTypeNames } from "#domain/users/staff";
import { useRowPlace } from "../../place.ts";
import { usePresence } from "../../presence/use-presence.ts";
import { Address } from "../../ui/address.tsx";
import { PresenceMark } from "../../ui/presence/mark.tsx";
import { briefly, exactly } from "../../ui/times.ts";
import { OnItsWay } from "../../ui/waiting/on-its-way.tsx";
import { isLost } from "../journey.ts";
import { MailWords } from "./mail-words.tsx";
import { StatusSign, sinceOf } from "./status-cell.tsx";
import { TimeLeft } from "./time-left.tsx";

interface InvitePhoneCellProps {
  invite: PublicInvite;
  isOnItsWay: boolean;
  /** Somebody waits for a new link. */
  isAsking: boolean;
}

/** An invite in two lines: who and how long still; how it stands, its mail, and who else looks or what they are [U4]. */
export function InvitePhoneCell(props: InvitePhoneCellProps) {
  const presence = usePresence();
  const staffType = () => props.invite.staffType;
  return (
    <>
      <span class="line">
        <Address email={props.invite.email} />
        <Ending invite={props.invite} />
      </span>
      <span class="line">
        <span class="state" data-status={props.invite.status}>
          <StatusSign status={props.invite.status} />
        </span>
        <span class="line-words">
          <Show when={!props.isOnItsWay} fallback={<OnItsWay />}>
            <MailWords {...props} />
          </Show>
        </span>
        <Show
          when={presence.on(props.invite.id).length > 0}
          fallback={
            <Show when={!isLost(props.invite) && staffType()}>
              {(type) => <span class="line-end">{staffTypeNames[type()]}</span>}
            </Show>
          }
        >
          <PresenceMark id={props.invite.id} />
        </Show>
      </span>
    </>
  );
}

/** How long the link still works or, once it is over, since when. */
function Ending(props: { invite: PublicInvite }) {
  const { school } = useRowPlace();
  const since = () => sinceOf(props.invite);
  const isCounting = () =>
    props.invite.status === "pending" && school.invites.knownAt(props.invite.id) !== undefined;
  return (
    <Show
      when={isCounting()}
      fallback={
        <time class="line-end" datetime={since()} title={exactly(since(), school.timeZone())}>
          {briefly(since(), school.clock.minute(), school.timeZone())}
        </time>
      }
    >
      <TimeLeft sentAt={props.invite.sentAt} expiresAt={props.invite.expiresAt} />
    </Show>
  );
}
