import { createEffect } from "solid-js";
import { canGrant } from "#domain/roles";
import type { Ask } from "../actions/open-dialog.ts";
import { usePlace } from "../place.ts";
import { usePresence } from "../presence/presence.ts";
import { Menu } from "../ui/menus/late-menu.ts";
import type { OpenMenu } from "./columns.tsx";
import { copyAddress } from "./copy-address.ts";
import { isLost } from "./journey.ts";

/** What else may be done about an invite. */
export default function RowMenu(props: OpenMenu & { ask: Ask; close: () => void }) {
  const { me, school } = usePlace();
  const choices = () => {
    const invite = school.invites.at(props.id);
    if (!invite) return [];
    const isSent = school.invites.knownAt(props.id) !== undefined;
    const mayAct = isSent && invite.status === "pending" && canGrant(me.role, invite.role);
    const { id, email } = invite;
    return [
      ...(mayAct && isLost(invite)
        ? [{ label: "Fix address", act: () => props.ask({ dialog: "fix", id }) }]
        : []),
      ...(mayAct ? [{ label: "Change role", act: () => props.ask({ dialog: "change", id }) }] : []),
      { label: "Copy e-mail address", act: () => void copyAddress(email) },
      ...(mayAct
        ? [
            {
              label: "Withdraw",
              isDangerous: true,
              act: () => props.ask({ dialog: "withdraw", id }),
            },
          ]
        : []),
    ];
  };
  usePresence().attend(() => ({ id: props.id, isEditing: false }));
  // A row that nobody knows of goes when its invite is refused.
  createEffect(() => school.invites.at(props.id) === undefined && props.close());
  return <Menu label="More" anchor={props.anchor} choices={choices()} close={props.close} />;
}
