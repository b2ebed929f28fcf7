import { memberChanges } from "../groups/members.ts";
import type { View } from "../noun.ts";
import { can } from "../roles.ts";
import { asListed, type ListedUser, listed, type PublicUser } from "../users.ts";
import type { UserEvent } from "./event.ts";

export const userView: View<UserEvent> = {
  seenBy(role, event) {
    if (can(role, "seeWholeUsers")) return event;
    if (event.kind === "user.delivery") return null;
    // Whoever leaves is named once more, so that the directory can drop them.
    const user = event.kind === "user.deactivated" ? leaving(event.user) : listedIn(event.user);
    return user && { ...event, changes: memberChanges(event.changes), user };
  },

  subjectOf: ({ user }) => user.id,

  isAbout({ user }, person) {
    return user.id === person;
  },
};

/** The directory's part of somebody; null for whom it does not list. */
export function listedIn(user: PublicUser | ListedUser): ListedUser | null {
  return "username" in user ? listed(user) : user;
}

/** Where somebody is reached after they left is no longer the directory's business. */
function leaving(user: PublicUser | ListedUser): ListedUser {
  return "username" in user ? { ...asListed(user), email: null } : user;
}
