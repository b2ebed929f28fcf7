import type { View } from "../noun.ts";
import { can } from "../roles.ts";
import type { GroupEvent } from "./event.ts";
import { memberChanges } from "./members.ts";

export const groupView: View<GroupEvent> = {
  seenBy(role, event) {
    if (can(role, "manageGroups")) return event;
    return { ...event, changes: memberChanges(event.changes) };
  },

  subjectOf: ({ group }) => group.id,
};
