import Ellipsis from "lucide-solid/icons/ellipsis";
import { createEffect, on, Show } from "solid-js";
import { isResendable, type PublicInvite, resendLimit } from "#domain/invites";
import { fullName } from "#domain/names";
import { canGrant, roleNames } from "#domain/roles";
import { staffTypeNames } from "#domain/staff";
import type { Ask } from "../actions/open-dialog.ts";
import { usePlace } from "../place.ts";
import { Breakable } from "../ui/breakable.tsx";
import { highlight } from "../ui/lists/highlight.ts";
import { PresenceMark } from "../ui/presence/mark.tsx";
import { MailCell } from "./mail-cell.tsx";
import { StatusCell } from "./status-cell.tsx";
import { TimeLeft } from "./time-left.tsx";

interface InviteRowProps {
  id: string;
  /** Its place in the list, from 0. */
  index: number;
  /** The arrow keys have led here. */
  isCurrent: boolean;
  ask: Ask;
  isMenuOpen: boolean;
  openMenu: (anchor: HTMLElement) => void;
}

/** One invite: how it stands, and what may be done about it. */
export function InviteRow(props: InviteRowProps) {
  const { school } = usePlace();
  const invite = () => school.invites.at(props.id);
  const isOnItsWay = () => school.invites.isExpected(props.id);
  /** Nobody else knows of it yet, so nothing more can be done with it. */
  const isUnsent = () => school.invites.knownAt(props.id) === undefined;
  /** Whose account came of it. */
  const nameOf = ({ userId }: PublicInvite) => {
    const user = userId === null ? undefined : school.users.at(userId);
    return user ? `${fullName(user)}, ` : "";
  };
  let row: HTMLTableRowElement | undefined;
  createEffect(
    on(
      () => invite()?.version,
      () => row && highlight(row),
      { defer: !school.fresh.delete(props.id) },
    ),
  );

  return (
    <Show when={invite()}>
      {(shown) => (
        <tr
          ref={row}
          data-id={props.id}
          aria-rowindex={props.index + 2}
          tabindex={props.isCurrent ? 0 : -1}
          data-status={shown().status}
          classList={{ "on-its-way": isOnItsWay() }}
        >
          <td class="cell-invitee">
            <span class="email" title={shown().email}>
              <Breakable text={shown().email} />
            </span>
            <span class="sub">
              <span class="presence-beside">
                {nameOf(shown())}invited by {shown().invitedBy?.name ?? "Staffroom"}
              </span>
              <PresenceMark id={props.id} />
            </span>
          </td>
          <td class="cell-role">
            {roleNames[shown().role]}
            <span class="sub">{staffTypeOf(shown())}</span>
          </td>
          <td class="cell-status">
            <StatusCell invite={shown()} isOnItsWay={isOnItsWay()} />
          </td>
          <td class="cell-mail" data-label="E-mail">
            <MailCell invite={shown()} />
          </td>
          <td class="cell-time" data-label="Time left">
            <Show
              when={shown().status === "pending" && !isUnsent()}
              fallback={<span class="none">–</span>}
            >
              <TimeLeft sentAt={shown().sentAt} expiresAt={shown().expiresAt} />
            </Show>
          </td>
          <td class="cell-resends" data-label="Resends">
            <Resends used={shown().resends} />
          </td>
          <td class="cell-actions">
            <Show when={!isUnsent()}>
              <Actions invite={shown()} isCurrent={props.isCurrent} ask={props.ask} />
            </Show>
            <button
              type="button"
              class="icon-button"
              tabindex={props.isCurrent ? 0 : -1}
              aria-haspopup="menu"
              aria-expanded={props.isMenuOpen}
              aria-label={`More for ${shown().email}`}
              onClick={(event) => props.openMenu(event.currentTarget)}
            >
              <Ellipsis size={18} aria-hidden="true" />
            </button>
          </td>
        </tr>
      )}
    </Show>
  );
}

/** The row's main action, or why there is none. */
function Actions(props: { invite: PublicInvite; isCurrent: boolean; ask: Ask }) {
  const { me } = usePlace();
  return (
    <Show when={isResendable(props.invite)}>
      <Show
        when={canGrant(me.role, props.invite.role)}
        fallback={
          <Reason why="Only an Owner can act on an invite to become an Owner.">Owners only</Reason>
        }
      >
        <Show
          when={props.invite.resendsLeft > 0}
          fallback={
            <Reason why="It was resent three times. When it has expired, send a new invite to the same address.">
              No resends
            </Reason>
          }
        >
          <button
            type="button"
            class="text-button"
            tabindex={props.isCurrent ? 0 : -1}
            aria-label={`Resend to ${props.invite.email}`}
            onClick={() => props.ask({ dialog: "resend", id: props.invite.id })}
          >
            Resend
          </button>
        </Show>
      </Show>
    </Show>
  );
}

function Reason(props: { why: string; children: string }) {
  return (
    <span class="reason" title={props.why}>
      {props.children}
      <span class="visually-hidden">. {props.why}</span>
    </span>
  );
}

function Resends(props: { used: number }) {
  const pips = Array.from({ length: resendLimit }, (_, i) => i);
  return (
    <span class="pips">
      {pips.map((i) => (
        <span class="pip" classList={{ used: i < props.used }} aria-hidden="true" />
      ))}
      <span class="visually-hidden">{`${props.used} of ${resendLimit} resends used`}</span>
    </span>
  );
}

function staffTypeOf({ staffType }: PublicInvite): string {
  return staffType ? staffTypeNames[staffType] : "";
}
