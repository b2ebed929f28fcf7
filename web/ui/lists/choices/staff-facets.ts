import { type Role, roleNames, roles } from "#domain/roles";
import { type StaffType, staffTypeNames, staffTypes } from "#domain/users/staff";
import type { Facet } from "./facets.ts";

/** Stands for those who have none. */
const none = "none";

interface Post {
  role: Role;
  staffType: StaffType | null;
}

/** By what people may do here, the most first; by what they do at the school. Only what somebody is can be chosen. */
export const staffFacets: readonly Facet<Post>[] = [
  {
    key: "role",
    label: "Role",
    all: "All roles",
    options: (rows) =>
      [...roles]
        .reverse()
        .filter((role) => rows.some((row) => row.role === role))
        .map((role) => [role, roleNames[role]]),
    holds: ({ role }, value) => role === value,
  },
  {
    key: "type",
    label: "Staff type",
    all: "All staff types",
    options: (rows) => [
      ...staffTypes
        .filter((type) => rows.some(({ staffType }) => staffType === type))
        .map((type) => [type, staffTypeNames[type]] as const),
      ...(rows.some(({ staffType }) => staffType === null)
        ? [[none, "No staff type"] as const]
        : []),
    ],
    holds: ({ staffType }, value) => (staffType ?? none) === value,
  },
];
