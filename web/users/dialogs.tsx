import type { DialogProps, DialogViews } from "../actions/noun.ts";
import type { Dialogs } from "../actions/open-dialog.ts";
import { lateDialog } from "../ui/waiting/late.tsx";

declare module "../actions/open-dialog.ts" {
  interface Dialogs {
    password: { id: string };
    mail: { ids: string[]; done?: () => void };
    deactivate: { ids: string[] };
    changeUsers: { ids: string[]; done?: () => void };
    merge: { ids: string[] };
  }
}

const MailDialog = lateDialog(() => import("./dialogs/mail.tsx"));
const DeactivateDialog = lateDialog(() => import("./dialogs/deactivate.tsx"));
const ChangeDialog = lateDialog(() => import("./many/dialog.tsx"));
const PasswordDialog = lateDialog(() => import("./dialogs/password.tsx"));
const MergeDialog = lateDialog(() => import("./dialogs/merge.tsx"));

export const userDialogs: Pick<
  DialogViews,
  "password" | "mail" | "deactivate" | "changeUsers" | "merge"
> = {
  password: Object.assign(Password, { preload: PasswordDialog.preload }),
  mail: Object.assign(Mail, { preload: MailDialog.preload }),
  deactivate: Object.assign(Deactivate, { preload: DeactivateDialog.preload }),
  changeUsers: Object.assign(Change, { preload: ChangeDialog.preload }),
  merge: Object.assign(Merge, { preload: MergeDialog.preload }),
};

function Password(props: DialogProps<Dialogs["password"]>) {
  return <PasswordDialog {...props.asked} close={props.close} />;
}

function Mail(props: DialogProps<Dialogs["mail"]>) {
  return <MailDialog {...props.asked} close={props.close} />;
}

function Deactivate(props: DialogProps<Dialogs["deactivate"]>) {
  return <DeactivateDialog {...props.asked} close={props.close} />;
}

function Change(props: DialogProps<Dialogs["changeUsers"]>) {
  return <ChangeDialog {...props.asked} close={props.close} />;
}

function Merge(props: DialogProps<Dialogs["merge"]>) {
  return <MergeDialog {...props.asked} close={props.close} />;
}
