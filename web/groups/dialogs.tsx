import type { DialogProps, DialogViews } from "../actions/noun.ts";
import type { Dialogs } from "../actions/open-dialog.ts";
import { lateDialog } from "../ui/waiting/late.tsx";

declare module "../actions/open-dialog.ts" {
  interface Dialogs {
    /** Who is in a group. */
    members: { id: string };
    /** Which groups somebody is in. */
    groups: { id: string };
  }
}

const MembersDialog = lateDialog(() => import("./picker/members-dialog.tsx"));
const GroupsDialog = lateDialog(() => import("./picker/groups-dialog.tsx"));

export const groupDialogs: Pick<DialogViews, "members" | "groups"> = {
  members: Object.assign(Members, { preload: MembersDialog.preload }),
  groups: Object.assign(Groups, { preload: GroupsDialog.preload }),
};

function Members(props: DialogProps<Dialogs["members"]>) {
  return <MembersDialog {...props.asked} close={props.close} />;
}

function Groups(props: DialogProps<Dialogs["groups"]>) {
  return <GroupsDialog {...props.asked} close={props.close} />;
}
