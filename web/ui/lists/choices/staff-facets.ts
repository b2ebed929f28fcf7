import { type Role, roleNames, roles } from "#domain/roles";
import { type StaffType, staffTypeNames, staffTypes } from "#domain/users/staff";
import { among, type Facet } from "./facets.ts";

/** Stands for those who have none. */
const none = "none";

interface Post {
  role: Role;
  staffType: StaffType | null;
}

const everyRole = [...roles].reverse().map((role) => [role, roleNames[role]] as const);

const everyStaffType = [
  ...staffTypes.map((type) => [type, staffTypeNames[type]] as const),
  [none, "No staff type"] as const,
];

const ofRole = { holds: ({ role }: Post, value: string) => role === value };

const ofStaffType = {
  holds: ({ staffType }: Post, value: string) => (staffType ?? none) === value,
};

/** By what people may do here, the most first; by what they do at the school. Only what somebody is can be chosen. */
export const staffFacets: readonly Facet<Post>[] = [
  {
    key: "role",
    label: "Role",
    all: "All roles",
    every: () => everyRole,
    options: among(everyRole, ofRole),
    ...ofRole,
  },
  {
    key: "type",
    label: "Staff type",
    all: "All staff types",
    every: () => everyStaffType,
    options: among(everyStaffType, ofStaffType),
    ...ofStaffType,
  },
];
