import type { PublicGroup } from "#domain/groups";
import type { PublicPupil } from "#domain/pupils";
import { isActive, type User } from "#domain/users/seen";

/** How many active staff are in each group, by the groups' ids. A group's row says it as of when it was read alone. */
export function staffOfGroups(users: readonly User[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const user of users.filter(isActive))
    for (const id of user.groupIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** Groups as they are now; of pupils as their rows say, until all pupils are known. */
export function counted(
  groups: readonly PublicGroup[],
  users: readonly User[],
  pupils: readonly Pick<PublicPupil, "status" | "groupIds">[] | null,
): PublicGroup[] {
  const staff = staffOfGroups(users);
  const children = new Map<string, number>();
  for (const { groupIds } of pupils?.filter(({ status }) => status === "active") ?? [])
    for (const id of groupIds) children.set(id, (children.get(id) ?? 0) + 1);
  return groups.map((group) => ({
    ...group,
    staff: staff.get(group.id) ?? 0,
    pupils: pupils ? (children.get(group.id) ?? 0) : group.pupils,
  }));
}
