import * as Dialog from "@kobalte/core/dialog";
import { Show } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import { roleNames } from "#domain/roles";
import { staffTypeNames } from "#domain/users/staff";
import { usePlace } from "../../place.ts";
import { Breakable } from "../../ui/breakable.tsx";
import { StatusCell } from "../cells/status-cell.tsx";
import { TimeLeft } from "../cells/time-left.tsx";
import { inviteeName } from "../name.ts";

/** Whom it invites, as what, and how it stands. */
export function InviteHead(props: { invite: PublicInvite }) {
  const { school } = usePlace();
  const { invites } = school;
  const name = () => inviteeName(school, props.invite);
  const isCounting = () =>
    props.invite.status === "pending" && invites.knownAt(props.invite.id) !== undefined;
  const { id } = props.invite;
  return (
    <div class="side-panel-head">
      <div>
        <Dialog.Title class="side-panel-title" tabindex={-1}>
          <Show when={name()} fallback={<Breakable text={props.invite.email} />}>
            {(name) => name()}
          </Show>
        </Dialog.Title>
        <Show when={name()}>
          <p class="sub">
            <Breakable text={props.invite.email} />
          </p>
        </Show>
        <p class="sub">{postOf(props.invite)}</p>
        <div class="side-panel-head-state">
          <span class="cell-status">
            <StatusCell invite={props.invite} isOnItsWay={invites.isExpected(id)} />
          </span>
          <Show when={isCounting()}>
            <TimeLeft sentAt={props.invite.sentAt} expiresAt={props.invite.expiresAt} />
          </Show>
        </div>
      </div>
    </div>
  );
}

/** The role and, where it is known, the staff type: `Editor, Teacher`. */
function postOf({ role, staffType }: PublicInvite): string {
  return [roleNames[role], staffType && staffTypeNames[staffType]].filter(Boolean).join(", ");
}
