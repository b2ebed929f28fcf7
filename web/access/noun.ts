import type { WebNoun } from "../actions/noun.ts";

export const schoolNoun: WebNoun<"school"> = {
  label: "School",
  kindNames: null,
  // Each recovery address is a change of its own.
  placeOf: ({ changes }) =>
    changes?.headteacherEmail || changes?.deputyEmail ? "access" : "settings",
};

export const recoveryNoun: WebNoun<"recovery"> = {
  label: "Recovery",
  kindNames: null,
  placeOf: () => "access",
};
