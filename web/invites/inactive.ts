import type { PublicInvite } from "#domain/invites";
import { canManage, type Role } from "#domain/roles";
import type { PublicUser } from "#domain/users";
import { isActive, isWhole } from "#domain/users/seen";
import type { School } from "../replica/school.ts";

/** Whoever came by an invite and is inactive now; null where nobody is, or none that `own` may bring back. */
export function inactiveOf(
  { users }: Pick<School, "users">,
  { userId }: PublicInvite,
  own: Role,
): PublicUser | null {
  const user = userId === null ? undefined : users.at(userId);
  return isWhole(user) && !isActive(user) && canManage(own, user.role) ? user : null;
}
