import type { View } from "../noun.ts";
import { can } from "../roles.ts";
import type { ImportEvent } from "./event.ts";

/** For those who look after imports. */
export const importView: View<ImportEvent> = {
  seenBy: (role, event) => (can(role, "manageImports") ? event : null),
  subjectOf: (event) => event.import.id,
  dueAt: (event) => event.import.continuesAt,
};
