import type { View } from "../noun.ts";
import { can } from "../roles.ts";
import { listedIn } from "../users/view.ts";
import type { InviteEvent } from "./event.ts";

export const inviteView: View<InviteEvent> = {
  seenBy(role, event) {
    if (can(role, "seeInvites")) return event;
    if (event.kind !== "invite.accepted") return null;
    const user = listedIn(event.user);
    return user && { ...event, changes: null, invite: null, user };
  },

  subjectOf: ({ invite }) => invite?.id,

  isAbout(event, person) {
    return event.invite?.userId === person || ("user" in event && event.user.id === person);
  },

  dueAt({ invite }) {
    return invite?.status === "pending" ? invite.expiresAt : null;
  },
};
