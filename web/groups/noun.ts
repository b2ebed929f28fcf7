import type { WebNoun } from "../actions/noun.ts";
import { undoOfGroup } from "./undo.ts";

export const groupNoun: WebNoun<"group"> = {
  label: "Groups",
  kindNames: {
    "group.added": "Added",
    "group.changed": "Changed",
    "group.deactivated": "Deactivated",
  },
  placeOf: ({ group }) => `groups/${group.id}`,
  undo: undoOfGroup,
};
