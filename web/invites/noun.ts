import type { WebNoun } from "../actions/noun.ts";
import { undoOfInvite } from "./undo.ts";

export const inviteNoun: WebNoun<"invite"> = {
  label: "Invites",
  kindNames: {
    "invite.sent": "Invited",
    "invite.resent": "Resent",
    "invite.opened": "Link opened",
    "invite.requested": "New link asked for",
    "invite.reminded": "Reminded",
    "invite.changed": "Invite changed",
    "invite.delivery": "Mail",
    "invite.accepted": "Accepted",
    "invite.expired": "Expired",
    "invite.revoked": "Withdrawn",
    "invite.restored": "Taken back",
  },
  // An accepted invite is somebody.
  placeOf: (event) => ("user" in event ? `users/${event.user.id}` : `invites/${event.invite.id}`),
  undo: undoOfInvite,
};
