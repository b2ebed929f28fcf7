import type { View } from "../noun.ts";
import { can } from "../roles.ts";
import type { YearEvent } from "./event.ts";

/** For those who see all pupils. */
export const yearView: View<YearEvent> = {
  seenBy: (role, event) => (can(role, "seeAllPupils") ? event : null),
  subjectOf: ({ yearRoll }) => yearRoll.id,
};
