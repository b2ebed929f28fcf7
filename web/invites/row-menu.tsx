import { useNavigate } from "@solidjs/router";
import { createEffect } from "solid-js";
import type { Ask } from "../actions/open-dialog.ts";
import { usePlace } from "../place.ts";
import { usePresence } from "../presence/use-presence.ts";
import { Menu } from "../ui/menus/late-menu.ts";
import type { OpenMenu } from "./actions-column.tsx";
import { copyAddress } from "./copy-address.ts";
import { rowChoices } from "./row-choices.ts";

interface RowMenuProps extends OpenMenu {
  ask: Ask;
  openStory: (id: string) => void;
  close: () => void;
}

/** What else may be done about an invite. */
export default function RowMenu(props: RowMenuProps) {
  const { me, school } = usePlace();
  const navigate = useNavigate();
  const choices = () => {
    const invite = school.invites.at(props.id);
    if (!invite) return [];
    return rowChoices({
      invite,
      role: me.role,
      isSent: school.invites.knownAt(props.id) !== undefined,
      ask: props.ask,
      copy: (email) => void copyAddress(email),
      openStory: () => props.openStory(invite.id),
      openAccount: (user) => navigate(`/s/${school.id}/users/${user}`),
    });
  };
  usePresence().attend(() => ({ id: props.id, isEditing: false }));
  // A row that nobody knows of goes when its invite is refused.
  createEffect(() => school.invites.at(props.id) === undefined && props.close());
  return <Menu label="More" anchor={props.anchor} choices={choices()} close={props.close} />;
}
