import Ellipsis from "lucide-solid/icons/ellipsis";
import { Show } from "solid-js";
import { isResendable, type PublicInvite } from "#domain/invites";
import { canGrant } from "#domain/roles";
import type { Ask } from "../actions/open-dialog.ts";
import { usePlace } from "../place.ts";

interface ActionsCellProps {
  invite: PublicInvite;
  /** The arrow keys have led to its row. */
  isCurrent: boolean;
  ask: Ask;
  isMenuOpen: boolean;
  openMenu: (anchor: HTMLElement) => void;
}

/** What may be done about an invite. */
export function ActionsCell(props: ActionsCellProps) {
  const { school } = usePlace();
  /** Nobody else knows of it yet, so nothing more can be done with it. */
  const isUnsent = () => school.invites.knownAt(props.invite.id) === undefined;
  return (
    <>
      <Show when={!isUnsent()}>
        <Resend invite={props.invite} isCurrent={props.isCurrent} ask={props.ask} />
      </Show>
      <button
        type="button"
        class="icon-button"
        tabindex={props.isCurrent ? 0 : -1}
        aria-haspopup="menu"
        aria-expanded={props.isMenuOpen}
        aria-label={`More for ${props.invite.email}`}
        onClick={(event) => props.openMenu(event.currentTarget)}
      >
        <Ellipsis size={18} aria-hidden="true" />
      </button>
    </>
  );
}

/** The row's main action, or why there is none. */
function Resend(props: Pick<ActionsCellProps, "invite" | "isCurrent" | "ask">) {
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
