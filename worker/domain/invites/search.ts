import type { PublicInvite } from "../invites.ts";
import { roleNames } from "../roles.ts";
import { searchText } from "../text/search.ts";
import { staffTypeNames } from "../users/staff.ts";

/** All that a row of the list shows of an invite but what its holder is called, for the search box and for `?q=` alike [U9]. */
export function inviteText({ email, invitedBy, role, staffType }: PublicInvite): string {
  return searchText([
    email,
    invitedBy?.name ?? "Staffroom",
    roleNames[role],
    staffType && staffTypeNames[staffType],
  ]);
}
