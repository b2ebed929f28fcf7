import type { View } from "../noun.ts";
import { can } from "../roles.ts";
import type { BatchEvent } from "./event.ts";

/** For those who see invites. */
export const batchView: View<BatchEvent> = {
  seenBy: (role, event) => (can(role, "seeInvites") ? event : null),
  subjectOf: ({ batch }) => batch.id,
};
