import type { View } from "../noun.ts";
import { can } from "../roles.ts";
import { outlined } from "../schools.ts";
import type { SchoolEvent } from "./event.ts";

export const schoolView: View<SchoolEvent> = {
  seenBy(role, event) {
    if (can(role, "seeRecovery")) return event;
    return { ...event, changes: null, school: outlined(event.school) };
  },

  subjectOf: ({ school }) => school.id,
};
