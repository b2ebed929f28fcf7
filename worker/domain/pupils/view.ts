import type { View } from "../noun.ts";
import { can } from "../roles.ts";
import type { PupilEvent } from "./event.ts";

/** For those who see all pupils: Editors ask for those of their groups. */
export const pupilView: View<PupilEvent> = {
  seenBy: (role, event) => (can(role, "seeAllPupils") ? event : null),
  subjectOf: ({ pupil }) => pupil.id,
};
