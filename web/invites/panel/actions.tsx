import { A } from "@solidjs/router";
import AtSign from "lucide-solid/icons/at-sign";
import Copy from "lucide-solid/icons/copy";
import Pencil from "lucide-solid/icons/pencil";
import Send from "lucide-solid/icons/send";
import UserCheck from "lucide-solid/icons/user-check";
import { Match, Show, Switch } from "solid-js";
import { isFixable, isResendable, type PublicInvite, resendLimit } from "#domain/invites";
import { canGrant } from "#domain/roles";
import type { Ask } from "../../actions/open-dialog.ts";
import { usePlace } from "../../place.ts";
import { HelpLink } from "../../ui/help-link.tsx";
import { useUserActs } from "../../users/acts.ts";
import { useInviteActs } from "../acts.ts";
import { copyAddress } from "../copy-address.ts";
import { inactiveOf } from "../inactive.ts";
import { isLost } from "../journey.ts";
import { isDeadEnd } from "../list.ts";

interface InviteActionsProps {
  invite: PublicInvite;
  ask: Ask;
}

/** What may be done about an invite, what it would mean, and why some of it may not. */
export function InviteActions(props: InviteActionsProps & { isAsking: boolean }) {
  const { me, school } = usePlace();
  const acts = useInviteActs();
  const { id } = props.invite;
  /** Nobody else knows of it yet, so nothing more can be done with it. */
  const isSent = () => school.invites.knownAt(id) !== undefined;
  const mayAct = () => isSent() && canGrant(me.role, props.invite.role);
  const users = useUserActs();
  /** Who came by it and is inactive now, where one may bring them back. */
  const inactive = () => inactiveOf(school, props.invite, me.role);
  const isPending = () => props.invite.status === "pending";
  const mayFix = () =>
    mayAct() && (isFixable(props.invite) || (isPending() && isLost(props.invite)));
  const mayResend = () => mayAct() && isResendable(props.invite) && props.invite.resendsLeft > 0;
  return (
    <section class="invite-actions" aria-label="What you can do">
      <Show when={mayFix()}>
        <button
          type="button"
          class="button primary"
          onClick={() => props.ask({ dialog: "fix", id })}
        >
          <AtSign size={16} aria-hidden="true" />
          Fix address
        </button>
      </Show>
      <Show when={mayResend()}>
        <button type="button" class="button" classList={{ primary: !mayFix() }} onClick={resend}>
          <Send size={16} aria-hidden="true" />
          {props.isAsking ? "Send new link" : "Resend"}
        </button>
      </Show>
      <Show when={mayAct() && isPending()}>
        <button type="button" class="button" onClick={() => props.ask({ dialog: "change", id })}>
          <Pencil size={16} aria-hidden="true" />
          Change role
        </button>
      </Show>
      <Show when={mayAct() && isDeadEnd(props.invite)}>
        <button type="button" class="button primary" onClick={again}>
          <Send size={16} aria-hidden="true" />
          Invite again
        </button>
      </Show>
      <Show when={props.invite.userId}>
        {(user) => (
          <A class="button" href={`/s/${school.id}/users/${user()}`}>
            Open account
          </A>
        )}
      </Show>
      <Show when={inactive()}>
        {(user) => (
          <button type="button" class="button" onClick={() => users.reactivate(user())}>
            <UserCheck size={16} aria-hidden="true" />
            Reactivate
          </button>
        )}
      </Show>
      <button type="button" class="button" onClick={() => void copyAddress(props.invite.email)}>
        <Copy size={16} aria-hidden="true" />
        Copy address
      </button>
      <p class="muted">
        <Switch>
          <Match when={!canGrant(me.role, props.invite.role)}>
            Only an Owner can act on an invite to become an Owner.
          </Match>
          <Match when={isFixable(props.invite)}>
            No mail reaches this address. The right one gets a new link, with 24 hours and 3 resends
            of its own.
          </Match>
          <Match when={mayResend()}>
            {isPending()
              ? `${left(props.invite)} A resend makes a new link; the one they have stops working.`
              : `${left(props.invite)} A resend makes a new link, which starts their time anew.`}
          </Match>
          <Match when={isResendable(props.invite)}>
            {`It was resent ${resendLimit} times, which is as often as it goes. When it has ended, send a new invite.`}
          </Match>
        </Switch>{" "}
        <Show when={isPending() && isLost(props.invite)}>
          <HelpLink to="nothing-came">What became of their mail?</HelpLink>
        </Show>
      </p>
    </section>
  );

  /** Whoever asks is answered at once, as in the list. */
  function resend(): void {
    if (props.isAsking) acts.answer(props.invite);
    else props.ask({ dialog: "resend", id });
  }

  function again(): void {
    const { email, role, staffType } = props.invite;
    props.ask({ dialog: "invite", again: { email, role, staffType } });
  }
}

/** The last that one would want to do. */
export function WithdrawAction(props: InviteActionsProps) {
  const { me, school } = usePlace();
  const { id } = props.invite;
  const mayWithdraw = () =>
    school.invites.knownAt(id) !== undefined &&
    canGrant(me.role, props.invite.role) &&
    props.invite.status === "pending";
  return (
    <Show when={mayWithdraw()}>
      <button
        type="button"
        class="button withdraw"
        onClick={() => props.ask({ dialog: "withdraw", id })}
      >
        Withdraw the invite
      </button>
    </Show>
  );
}

function left({ resendsLeft }: PublicInvite): string {
  return resendsLeft === 1 ? "1 resend left." : `${resendsLeft} resends left.`;
}
