import { roles } from "#domain/roles";
import type { PublicUser } from "#domain/users";
import { staffTypeNames } from "#domain/users/staff";
import { type Order, type SortValue, sorted } from "../ui/lists/order.ts";

export const userSorts = ["name", "email", "staffType", "role", "status", "lastSeen"] as const;

export type UserSort = (typeof userSorts)[number];

const values: Record<UserSort, (user: PublicUser) => SortValue> = {
  name: ({ familyName, givenName, username }) => `${familyName}\n${givenName}\n${username}`,
  email: ({ email }) => email,
  staffType: ({ staffType }) => (staffType ? staffTypeNames[staffType] : null),
  role: ({ role }) => -roles.indexOf(role),
  status: ({ status }) => status,
  // The latest first.
  lastSeen: ({ lastSeenAt }) => (lastSeenAt === null ? null : -Date.parse(lastSeenAt)),
};

export const bySurname: Order<UserSort> = { by: "name", isDescending: false };

/** The same people in this order; by surname where the column does not decide. */
export function inOrder(users: readonly PublicUser[], order: Order<UserSort> | null): PublicUser[] {
  const { by, isDescending } = order ?? bySurname;
  return sorted(users, values[by], isDescending, values.name);
}
