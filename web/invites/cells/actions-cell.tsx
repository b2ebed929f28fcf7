import { A } from "@solidjs/router";
import Ellipsis from "lucide-solid/icons/ellipsis";
import { Match, Show, Switch } from "solid-js";
import { isFixable, isOpen, type PublicInvite } from "#domain/invites";
import { fullName } from "#domain/names";
import { canGrant } from "#domain/roles";
import type { Ask } from "../../actions/open-dialog.ts";
import { usePlace } from "../../place.ts";
import { useUserActs } from "../../users/acts.ts";
import { useInviteActs } from "../acts.ts";
import { inactiveOf } from "../inactive.ts";
import { isDeadEnd } from "../list.ts";

interface ActionsCellProps {
  invite: PublicInvite;
  /** The arrow keys have led to its row. */
  isCurrent: boolean;
  /** Somebody waits for a new link. */
  isAsking: boolean;
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
        <MainAct {...props} />
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
function MainAct(props: Pick<ActionsCellProps, "invite" | "isCurrent" | "isAsking" | "ask">) {
  const { me, school } = usePlace();
  const acts = useInviteActs();
  const users = useUserActs();
  const mayAct = () => canGrant(me.role, props.invite.role);
  const { email } = props.invite;
  return (
    <Switch>
      <Match when={inactiveOf(school, props.invite, me.role)}>
        {(user) => (
          <Act
            {...props}
            label={`Reactivate ${fullName(user())}`}
            act={() => users.reactivate(user())}
          >
            Reactivate
          </Act>
        )}
      </Match>
      <Match when={props.invite.userId}>
        {(user) => (
          <A
            class="text-button"
            tabindex={props.isCurrent ? 0 : -1}
            href={`/s/${school.id}/users/${user()}`}
            aria-label={`Open account: ${email}`}
          >
            Open account
          </A>
        )}
      </Match>
      <Match when={!mayAct() && !isOpen(props.invite)}>{null}</Match>
      <Match when={!mayAct()}>
        <Reason why="Only an Owner can act on an invite to become an Owner.">Owners only</Reason>
      </Match>
      <Match when={isFixable(props.invite)}>
        <Act {...props} label={`Fix address ${email}`} act={() => ask("fix")}>
          Fix address
        </Act>
      </Match>
      <Match when={props.isAsking}>
        <Act
          {...props}
          isOutlined
          label={`Send new link to ${email}`}
          act={() => acts.answer(props.invite)}
        >
          Send new link
        </Act>
      </Match>
      <Match when={isDeadEnd(props.invite)}>
        <Act {...props} label={`Invite again: ${email}`} act={again}>
          Invite again
        </Act>
      </Match>
      <Match when={!isOpen(props.invite)}>{null}</Match>
      <Match when={props.invite.resendsLeft === 0}>
        <Reason why="It was resent three times. When it has expired, send a new invite to the same address.">
          No resends
        </Reason>
      </Match>
      <Match when={true}>
        <Act {...props} label={`Resend to ${email}`} act={() => ask("resend")}>
          Resend
        </Act>
      </Match>
    </Switch>
  );

  function ask(dialog: "fix" | "resend"): void {
    props.ask({ dialog, id: props.invite.id });
  }

  function again(): void {
    const { role, staffType } = props.invite;
    props.ask({ dialog: "invite", again: { email, role, staffType } });
  }
}

interface ActProps extends Pick<ActionsCellProps, "isCurrent"> {
  act: () => void;
  /** It answers somebody. */
  isOutlined?: boolean;
  label: string;
  children: string;
}

function Act(props: ActProps) {
  return (
    <button
      type="button"
      class={props.isOutlined ? "button small" : "text-button"}
      tabindex={props.isCurrent ? 0 : -1}
      aria-label={props.label}
      onClick={() => props.act()}
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
