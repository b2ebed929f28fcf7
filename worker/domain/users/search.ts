import { roleNames } from "../roles.ts";
import { searchText } from "../text/search.ts";
import { isWhole, type User } from "./seen.ts";
import { staffTypeNames } from "./staff.ts";

/** All that a row of the list shows of somebody, for the search box and for `?q=` alike [U9]. Nobody finds by what they may not see. */
export function userText(user: User): string {
  const { title, givenName, middleName, familyName, email, role, staffType } = user;
  return searchText([
    [title, givenName, middleName, familyName].filter(Boolean).join(" "),
    isWhole(user) ? user.username : null,
    email,
    roleNames[role],
    staffType && staffTypeNames[staffType],
  ]);
}
