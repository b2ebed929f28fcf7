import type { View } from "../noun.ts";
import { can } from "../roles.ts";
import { outlined } from "../schools.ts";
import type { SchoolEvent } from "./event.ts";

export const schoolView: View<SchoolEvent> = {
  seenBy(role, event) {
    if (can(role, "seeRecovery")) return event;
    // How asking the MIS goes changes nothing that others see.
    if (["troubled", "well"].includes(String(event.changes?.misSource?.[1]))) return null;
    return { ...event, changes: null, school: outlined(event.school) };
  },

  subjectOf: ({ school }) => school.id,
};
