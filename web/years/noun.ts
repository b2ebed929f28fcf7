import type { WebNoun } from "../actions/noun.ts";

export const yearNoun: WebNoun<"year"> = {
  label: "School year",
  kindNames: null,
  placeOf: () => "settings",
};
