import { Show } from "solid-js";
import type { DialogProps, DialogViews } from "../actions/noun.ts";
import type { Dialogs } from "../actions/open-dialog.ts";
import { usePlace } from "../place.ts";
import { lateDialog } from "../ui/waiting/late.tsx";

const InviteDialog = lateDialog(() => import("./dialogs/invite.tsx"));
const ChangeDialog = lateDialog(() => import("./dialogs/change.tsx"));
const FixDialog = lateDialog(() => import("./dialogs/fix.tsx"));
const ManyDialog = lateDialog(() => import("./many/dialog.tsx"));
const ChangeManyDialog = lateDialog(() => import("./many/change-dialog.tsx"));
const ConfirmDialog = lateDialog(() => import("./dialogs/confirm.tsx"));

export const inviteDialogs: Pick<
  DialogViews,
  "invite" | "change" | "fix" | "resend" | "withdraw" | "many" | "changeInvites"
> = {
  invite: Object.assign(Invite, { preload: InviteDialog.preload }),
  change: Object.assign(Change, { preload: ChangeDialog.preload }),
  fix: Object.assign(Fix, { preload: FixDialog.preload }),
  resend: confirm("resend"),
  withdraw: confirm("withdraw"),
  many: Object.assign(Many, { preload: ManyDialog.preload }),
  changeInvites: Object.assign(ChangeMany, { preload: ChangeManyDialog.preload }),
};

function Invite(props: DialogProps<Dialogs["invite"]>) {
  return (
    <InviteDialog
      {...props.asked}
      close={props.close}
      resend={(id) => props.ask({ dialog: "resend", id })}
    />
  );
}

function Change(props: DialogProps<Dialogs["change"]>) {
  return <ChangeDialog {...props.asked} close={props.close} />;
}

function Fix(props: DialogProps<Dialogs["fix"]>) {
  const { school } = usePlace();
  return (
    <Show when={school.invites.at(props.asked.id)}>
      {(invite) => (
        <FixDialog
          invite={invite()}
          close={props.close}
          resend={(id) => props.ask({ dialog: "resend", id })}
        />
      )}
    </Show>
  );
}

function Many(props: DialogProps<Dialogs["many"]>) {
  return <ManyDialog {...props.asked} close={props.close} />;
}

function ChangeMany(props: DialogProps<Dialogs["changeInvites"]>) {
  return <ChangeManyDialog {...props.asked} close={props.close} />;
}

function confirm(act: "resend" | "withdraw") {
  return Object.assign(Confirm, { preload: ConfirmDialog.preload });

  function Confirm(props: DialogProps<Dialogs["resend"]>) {
    const { school } = usePlace();
    return (
      <Show when={school.invites.at(props.asked.id)}>
        {(invite) => <ConfirmDialog act={act} invite={invite()} close={props.close} />}
      </Show>
    );
  }
}
