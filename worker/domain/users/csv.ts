import { roleNames } from "../roles.ts";
import { namesToCell } from "../text/cell-list.ts";
import type { PublicUser } from "../users.ts";
import { staffTypeNames } from "./staff.ts";

/** What a file says of somebody, by its headings, which an import of it reads back as they are; of groups their names. Times are ISO 8601 UTC. */
export function userCells(
  groupNames: ReadonlyMap<string, string>,
): Record<string, (user: PublicUser) => string> {
  return {
    Title: ({ title }) => title ?? "",
    "First name": ({ givenName }) => givenName,
    "Middle name": ({ middleName }) => middleName ?? "",
    Surname: ({ familyName }) => familyName,
    Username: ({ username }) => username,
    "E-mail": ({ email }) => email ?? "",
    Phone: ({ phone }) => phone ?? "",
    "Staff type": ({ staffType }) => (staffType ? staffTypeNames[staffType] : ""),
    Role: ({ role }) => roleNames[role],
    Groups: ({ groupIds }) => namesToCell(groupIds.flatMap((id) => groupNames.get(id) ?? [])),
    Status: ({ status }) => (status === "active" ? "Active" : "Inactive"),
    "Last seen": ({ lastSeenAt }) => lastSeenAt ?? "",
  };
}
