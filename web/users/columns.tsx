import { roleNames } from "#domain/roles";
import type { PublicUser } from "#domain/users";
import { staffTypeNames } from "#domain/users/staff";
import { activeNames } from "../ui/lists/active-pill.tsx";
import type { Column } from "../ui/lists/column.ts";
import { EmailCell } from "./cells/email-cell.tsx";
import { LastSeenCell } from "./cells/last-seen-cell.tsx";
import { NameCell } from "./cells/name-cell.tsx";
import { StatusCell } from "./cells/status-cell.tsx";

/** What the list says of somebody; of groups only where the school has any, by their names. */
export function userColumns(
  hrefOf: (id: string) => string,
  alike: (id: string) => string | null,
  groupNames: ((user: PublicUser) => readonly string[]) | null,
): Column<PublicUser>[] {
  return [
    {
      key: "name",
      heading: "Name",
      isFixed: true,
      width: "minmax(0, 1.8fr)",
      cell: (user) => <NameCell user={user()} hrefOf={hrefOf} alike={alike(user().id)} />,
      csv: {
        "First name": ({ givenName }) => givenName,
        Surname: ({ familyName }) => familyName,
        Username: ({ username }) => username,
      },
    },
    {
      key: "email",
      heading: "E-mail",
      width: "minmax(0, 2fr)",
      cell: (user) => <EmailCell user={user()} />,
      csv: { "E-mail": ({ email }) => email ?? "" },
    },
    {
      key: "staffType",
      heading: "Staff type",
      from: 820,
      width: "7.5rem",
      cell: (user) => staffTypeOf(user()) || "–",
      csv: { "Staff type": staffTypeOf },
    },
    {
      key: "role",
      heading: "Role",
      width: "4rem",
      cell: (user) => roleNames[user().role],
      csv: { Role: ({ role }) => roleNames[role] },
    },
    ...(groupNames ? [groupColumn(groupNames)] : []),
    {
      key: "status",
      heading: "Status",
      width: "8.25rem",
      cell: (user, { isOnItsWay }) => <StatusCell user={user()} isOnItsWay={isOnItsWay()} />,
      csv: { Status: ({ status }) => activeNames[status] },
    },
    {
      key: "lastSeen",
      heading: "Last seen",
      from: 920,
      width: "minmax(0, 1fr)",
      cell: (user) => <LastSeenCell user={user()} />,
      csv: { "Last seen": ({ lastSeenAt }) => lastSeenAt ?? "" },
    },
  ];
}

function groupColumn(namesOf: (user: PublicUser) => readonly string[]): Column<PublicUser> {
  const all = (user: PublicUser) => namesOf(user).join(", ");
  return {
    key: "groups",
    heading: "Groups",
    from: 1020,
    width: "minmax(5.5rem, 0.8fr)",
    cell: (user) => <span title={all(user())}>{all(user()) || "–"}</span>,
    csv: { Groups: all },
  };
}

function staffTypeOf({ staffType }: PublicUser): string {
  return staffType ? staffTypeNames[staffType] : "";
}
