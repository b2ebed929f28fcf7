import type { PublicUser, UserChange } from "#domain/users";
import { isWhole, type User } from "#domain/users/seen";
import { changed, type Expectation } from "../replica/rows.ts";

/** What deactivating or reactivating makes of somebody. */
export function withStatus(status: PublicUser["status"]): Expectation<User> {
  return (user) => (isWhole(user) && user.status !== status ? { ...user, status } : user);
}

/** What saving a form makes of somebody. */
export function edited({ permissions, ...change }: UserChange): Expectation<User> {
  return (user) => {
    if (!isWhole(user)) return user;
    return changed<PublicUser>(change as Partial<PublicUser>)(withPermissions(user, permissions));
  };
}

function withPermissions(
  user: PublicUser,
  permissions: UserChange["permissions"] = {},
): PublicUser {
  const next = changed<PublicUser["permissions"]>(
    permissions as Partial<PublicUser["permissions"]>,
  )(user.permissions);
  return next === user.permissions ? user : { ...user, permissions: next };
}
