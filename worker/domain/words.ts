import { type Role, roleNames } from "./roles.ts";
import { type StaffType, staffTypeNames } from "./users/staff.ts";

/** Somebody's role and staff type in words. */
export function post({ role, staffType }: { role: Role; staffType: StaffType | null }): string {
  return [roleNames[role], staffType && staffTypeNames[staffType]].filter(Boolean).join(" · ");
}

/** What a change of role and staff type was, old and new. */
export function changesOfPost(changes: Record<string, [unknown, unknown]> | null): string[] {
  return [
    ...pair(changes?.role, (role) => roleNames[role as Role]),
    ...pair(changes?.staffType, (type) =>
      type === null ? "no staff type" : staffTypeNames[type as StaffType],
    ),
  ];
}

function pair(
  change: [unknown, unknown] | undefined,
  name: (value: unknown) => string | undefined,
): string[] {
  return change ? [`${name(change[0])} → ${name(change[1])}`] : [];
}
