import type { WebNoun } from "../actions/noun.ts";
import { undoOfUser } from "./undo.ts";

export const userNoun: WebNoun<"user"> = {
  label: "Users",
  kindNames: {
    "user.added": "Added",
    "user.changed": "Details changed",
    "user.deactivated": "Deactivated",
    "user.reactivated": "Reactivated",
  },
  placeOf: ({ user }) => `users/${user.id}`,
  undo: undoOfUser,
};
