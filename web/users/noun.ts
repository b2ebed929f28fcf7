import type { WebNoun } from "../actions/noun.ts";
import { undoOfUser } from "./undo.ts";

export const userNoun: WebNoun<"user"> = {
  label: "Users",
  kindNames: {
    "user.added": "Added",
    "user.changed": "Details changed",
    "user.deactivated": "Deactivated",
    "user.reactivated": "Reactivated",
    "user.delivery": "Password mail not delivered",
  },
  placeOf: ({ user }) => `users/${user.id}`,
  undo: undoOfUser,
};
