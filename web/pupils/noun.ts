import { fullName } from "#domain/names";
import { can } from "#domain/roles";
import type { Undo, WebNoun } from "../actions/noun.ts";

/** Brings a pupil back who was deactivated. */
const undo: Undo<"pupil"> = ({ kind, pupil }, { me, school }) => {
  if (kind !== "pupil.deactivated" || !can(me.role, "managePupils") || !fullName(pupil))
    return null;
  return async () => {
    const { reactivate } = await import("./undo.ts");
    return reactivate(school, pupil.id);
  };
};

export const pupilNoun: WebNoun<"pupil"> = {
  label: "Pupils",
  kindNames: {
    "pupil.added": "Added",
    "pupil.changed": "Changed",
    "pupil.deactivated": "Deactivated",
    "pupil.reactivated": "Reactivated",
    "pupil.erased": "Erased",
  },
  placeOf: ({ pupil }) => (fullName(pupil) ? `pupils/${pupil.id}` : "pupils"),
  undo,
};
