import Check from "lucide-solid/icons/check";
import Minus from "lucide-solid/icons/minus";
import { Match, Show, Switch } from "solid-js";
import type { InviteStatus, PublicInvite } from "#domain/invites";
import { took } from "#domain/time";
import { useRowPlace } from "../../place.ts";
import { exactly, moment } from "../../ui/times.ts";
import { OnItsWay } from "../../ui/waiting/on-its-way.tsx";

export const statusNames: Record<InviteStatus, string> = {
  pending: "Pending",
  accepted: "Accepted",
  expired: "Expired",
  revoked: "Revoked",
};

/** The state as a word, a colour and a shape of its own, and since when. */
export function StatusCell(props: { invite: PublicInvite; isOnItsWay: boolean }) {
  const { school } = useRowPlace();
  const since = () => sinceOf(props.invite);
  return (
    <>
      <StatusPill status={props.invite.status} />
      <Show when={!props.isOnItsWay} fallback={<OnItsWay />}>
        <time class="sub" datetime={since()} title={exactly(since(), school.timeZone())}>
          {sinceWord(props.invite)}
          {moment(since(), school.clock.minute(), school.timeZone())}
          <Show when={afterHow(props.invite)}>{(words) => `, ${words()}`}</Show>
        </time>
      </Show>
    </>
  );
}

export function StatusPill(props: { status: InviteStatus }) {
  return (
    <span class="pill" data-status={props.status}>
      <StatusSign status={props.status} />
    </span>
  );
}

/** A state's shape and word, in whatever holds them. */
export function StatusSign(props: { status: InviteStatus }) {
  return (
    <>
      <Switch fallback={<span class="shape" aria-hidden="true" />}>
        <Match when={props.status === "accepted"}>
          <Check size={12} stroke-width={3} aria-hidden="true" />
        </Match>
        <Match when={props.status === "revoked"}>
          <Minus size={12} stroke-width={3} aria-hidden="true" />
        </Match>
      </Switch>
      {statusNames[props.status]}
    </>
  );
}

/** How long somebody took to accept: `after 2 h 11 m`; null for who has not. */
export function afterHow({ acceptedAt, sentAt }: PublicInvite): string | null {
  return acceptedAt && `after ${took(Date.parse(acceptedAt) - Date.parse(sentAt))}`;
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

function sinceWord({ status, resends }: PublicInvite): string {
  if (status !== "pending") return "";
  return resends > 0 ? "resent " : "sent ";
}
