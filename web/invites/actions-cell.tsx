import Ellipsis from "lucide-solid/icons/ellipsis";
import { Match, Show, Switch } from "solid-js";
import { isOpen, type PublicInvite } from "#domain/invites";
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
        <MainAct invite={props.invite} isCurrent={props.isCurrent} ask={props.ask} />
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
function MainAct(props: Pick<ActionsCellProps, "invite" | "isCurrent" | "ask">) {
  const { me } = usePlace();
  return (
    <Switch>
      <Match when={!isOpen(props.invite)}>{null}</Match>
      <Match when={!canGrant(me.role, props.invite.role)}>
        <Reason why="Only an Owner can act on an invite to become an Owner.">Owners only</Reason>
      </Match>
      <Match when={props.invite.hardBounced && props.invite.status === "pending"}>
        <Act {...props} dialog="fix" label={`Fix the address ${props.invite.email}`}>
          Fix address
        </Act>
      </Match>
      <Match when={props.invite.hardBounced}>
        <Reason why="No mail reaches this address. Invite them anew at the right one.">
          Bounced
        </Reason>
      </Match>
      <Match when={props.invite.resendsLeft === 0}>
        <Reason why="It was resent three times. When it has expired, send a new invite to the same address.">
          No resends
        </Reason>
      </Match>
      <Match when={true}>
        <Act {...props} dialog="resend" label={`Resend to ${props.invite.email}`}>
          Resend
        </Act>
      </Match>
    </Switch>
  );
}

interface ActProps extends Pick<ActionsCellProps, "invite" | "isCurrent" | "ask"> {
  dialog: "fix" | "resend";
  label: string;
  children: string;
}

function Act(props: ActProps) {
  return (
    <button
      type="button"
      class="text-button"
      tabindex={props.isCurrent ? 0 : -1}
      aria-label={props.label}
      onClick={() => props.ask({ dialog: props.dialog, id: props.invite.id })}
    >
      {props.children}
    </button>
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
