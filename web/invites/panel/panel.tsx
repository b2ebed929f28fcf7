import { Show } from "solid-js";
import type { PublicInvite } from "#domain/invites";
import type { Ask } from "../../actions/open-dialog.ts";
import { usePlace } from "../../place.ts";
import { usePresence } from "../../presence/use-presence.ts";
import { HelpLink } from "../../ui/help-link.tsx";
import { PresenceMark } from "../../ui/presence/mark.tsx";
import { SidePanel } from "../../ui/side-panel/side-panel.tsx";
import { AskingCell } from "../cells/asking-cell.tsx";
import { isUnnoticed } from "../journey.ts";
import { InviteActions, WithdrawAction } from "./actions.tsx";
import { InviteHead } from "./head.tsx";
import { InviteStory } from "./story.tsx";
import { UnknownInvite } from "./unknown.tsx";

interface InvitePanelProps {
  id: string;
  /** Somebody waits for a new link. */
  isAsking: boolean;
  ask: Ask;
  close: () => void;
}

/** One invite beside the list: how it stands, what may be done, and its story [I15]. */
export default function InvitePanel(props: InvitePanelProps) {
  const { school } = usePlace();
  return (
    <SidePanel id={props.id} close={props.close}>
      <Show when={props.id} keyed>
        {(id) => (
          <Show when={school.invites.at(id)} fallback={<UnknownInvite id={id} />}>
            {(invite) => <Whole invite={invite()} isAsking={props.isAsking} ask={props.ask} />}
          </Show>
        )}
      </Show>
    </SidePanel>
  );
}

function Whole(props: Pick<InvitePanelProps, "isAsking" | "ask"> & { invite: PublicInvite }) {
  const { id } = props.invite;
  usePresence().attend(() => ({ id, isEditing: false }));
  return (
    <>
      <InviteHead invite={props.invite} />
      <div class="form-body">
        <p class="invite-company">
          <PresenceMark id={id} />
        </p>
        <JunkHint invite={props.invite} />
        <Show when={props.isAsking}>
          <p>
            <AskingCell invite={props.invite} />
          </p>
        </Show>
        <InviteActions invite={props.invite} isAsking={props.isAsking} ask={props.ask} />
        <InviteStory id={id} />
        <WithdrawAction invite={props.invite} ask={props.ask} />
      </div>
    </>
  );
}

/** Where nobody has come by a mail that left. */
function JunkHint(props: { invite: PublicInvite }) {
  const { school, mail } = usePlace();
  return (
    <Show when={isUnnoticed(props.invite, school.clock.minute())}>
      <p class="muted">
        Not opened yet. Ask them to look in Junk
        {mail.known()?.sender ? ` for mail from ${mail.known()?.sender}` : ""}.{" "}
        <HelpLink to="junk">What your IT can allow</HelpLink>
      </p>
    </Show>
  );
}
