import type { PublicGroup } from "#domain/groups";
import { fullName } from "#domain/names";
import type { User } from "#domain/users/seen";
import type { School } from "../replica/school.ts";
import { sorted } from "../ui/lists/order.ts";

/** Whoever is in a group, inactive ones included where they are known. */
export function membersOf(school: School, groupId: string): User[] {
  return school.users.all().filter(({ groupIds }) => groupIds.includes(groupId));
}

/** The groups that somebody is in, by name. */
export function groupsOf(school: School, user: Pick<User, "groupIds">): PublicGroup[] {
  return byGroupName(user.groupIds.flatMap((id) => school.groups.at(id) ?? []));
}

export function bySurname<U extends User>(users: readonly U[]): U[] {
  return sorted(users, ({ familyName }) => familyName, false, fullName);
}

export function byGroupName(groups: readonly PublicGroup[]): PublicGroup[] {
  return sorted(groups, ({ name }) => name, false);
}
