import type { View } from "../noun.ts";
import { can } from "../roles.ts";
import type { RecoveryEvent } from "./event.ts";

export const recoveryView: View<RecoveryEvent> = {
  seenBy(role, event) {
    return can(role, "seeRecovery") ? event : null;
  },

  subjectOf: ({ recovery }) => recovery.id,

  dueAt({ recovery }) {
    return recovery.dueAt;
  },
};
