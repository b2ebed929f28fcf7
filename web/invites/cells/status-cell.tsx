import Ban from "lucide-solid/icons/ban";
import Check from "lucide-solid/icons/check";
import { Match, Show, Switch } from "solid-js";
import type { InviteStatus, PublicInvite } from "#domain/invites";
import { usePlace } from "../../place.ts";
import { OnItsWay } from "../../ui/on-its-way.tsx";
import { exactly, moment } from "../../ui/times.ts";

export const statusNames: Record<InviteStatus, string> = {
  pending: "Pending",
  accepted: "Accepted",
  expired: "Expired",
  revoked: "Revoked",
};

const sinceWords: Record<InviteStatus, string> = {
  pending: "sent",
  accepted: "accepted",
  expired: "expired",
  revoked: "withdrawn",
};

/** The state as a word, a colour and a shape of its own, and since when. */
export function StatusCell(props: { invite: PublicInvite; isOnItsWay: boolean }) {
  const { school } = usePlace();
  const since = () => sinceOf(props.invite);
  return (
    <>
      <span class="pill" data-status={props.invite.status}>
        <Switch fallback={<span class="shape" aria-hidden="true" />}>
          <Match when={props.invite.status === "accepted"}>
            <Check size={12} stroke-width={3} aria-hidden="true" />
          </Match>
          <Match when={props.invite.status === "revoked"}>
            <Ban size={12} stroke-width={3} aria-hidden="true" />
          </Match>
        </Switch>
        {statusNames[props.invite.status]}
      </span>
      <Show when={!props.isOnItsWay} fallback={<OnItsWay />}>
        <time class="sub" datetime={since()} title={exactly(since(), school.timeZone())}>
          <span class="visually-hidden">{sinceWords[props.invite.status]} </span>
          {moment(since(), school.clock.minute(), school.timeZone())}
        </time>
      </Show>
    </>
  );
}

/** Since when it is as it is. */
export function sinceOf({
  acceptedAt,
  revokedAt,
  expiresAt,
  sentAt,
  status,
}: PublicInvite): string {
  const since = { pending: sentAt, accepted: acceptedAt, revoked: revokedAt, expired: expiresAt };
  return since[status] ?? sentAt;
}
