import type { WebNoun } from "../actions/noun.ts";

export const pupilNoun: WebNoun<"pupil"> = {
  label: "Pupils",
  kindNames: {
    "pupil.added": "Added",
    "pupil.changed": "Changed",
    "pupil.deactivated": "Deactivated",
    "pupil.reactivated": "Reactivated",
    "pupil.erased": "Erased",
  },
  placeOf: () => "groups",
};
