import type { WebNoun } from "../actions/noun.ts";

export const schoolNoun: WebNoun<"school"> = {
  label: "School",
  kindNames: null,
  placeOf: () => "access",
  subjectOf: () => undefined,
};

export const recoveryNoun: WebNoun<"recovery"> = {
  label: "Recovery",
  kindNames: null,
  placeOf: () => "access",
  subjectOf: () => undefined,
};
