import type { PublicGroup } from "#domain/groups";
import { isActive, type User } from "#domain/users/seen";

/** How many active staff are in each group, by the groups' ids. A group's row says it as of when it was read alone. */
export function staffOfGroups(users: readonly User[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const user of users.filter(isActive))
    for (const id of user.groupIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** Groups as they are now. */
export function counted(groups: readonly PublicGroup[], users: readonly User[]): PublicGroup[] {
  const counts = staffOfGroups(users);
  return groups.map((group) => ({ ...group, staff: counts.get(group.id) ?? 0 }));
}
