import type { View } from "../noun.ts";
import { can } from "../roles.ts";
import type { PupilEvent } from "./event.ts";

/** For those who see all pupils: Editors ask for those of their groups. What tells of children stays on nobody's device. */
export const pupilView: View<PupilEvent> = {
  seenBy: (role, event) => (can(role, "seeAllPupils") ? event : null),
  isKeepable: false,
  subjectOf: ({ pupil }) => pupil.id,
};
