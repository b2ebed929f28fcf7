import * as z from "zod/mini";
import { published } from "#domain/invites";
import { inviteText } from "#domain/invites/search";
import { fullName, person } from "#domain/names";
import { Role } from "#domain/roles";
import { searchText, seeking } from "#domain/text/search";
import { StaffType } from "#domain/users/staff";
import type { NamedInvite } from "../rows.ts";

/** What invites may be looked for by besides their state [I15]: `none` is no staff type, `staffroom` nobody. */
export const soughtInvites = {
  q: z.optional(z.string().check(z.maxLength(100))),
  role: z.optional(Role),
  staffType: z.optional(z.union([StaffType, z.literal("none")])),
  /** The id of whoever sent it. */
  by: z.optional(z.string().check(z.maxLength(100))),
};

const Sought = z.object(soughtInvites);
export type Sought = z.infer<typeof Sought>;

/** Whether an invite is one of those; null where any is. SQLite folds ASCII alone, so it is looked for here, as in the search box. */
export function seekingInvite({
  q,
  role,
  staffType,
  by,
}: Sought): ((row: NamedInvite) => boolean) | null {
  if (!q && !role && !staffType && !by) return null;
  const isFound = seeking(q ?? "");
  return (row) => {
    const { invite } = row;
    return (
      (!role || invite.role === role) &&
      (!staffType || (invite.staffType ?? "none") === staffType) &&
      (!by || (invite.invitedById ?? "staffroom") === by) &&
      (!q || isFound(textOf(row)))
    );
  };
}

/** All that its row shows. */
function textOf({ invite, inviter, invitee }: NamedInvite): string {
  const { givenName, familyName } = invite;
  const name = invitee ?? { givenName: givenName ?? "", familyName: familyName ?? "" };
  return `${inviteText(published(invite, person(inviter)))}\n${searchText([fullName(name)])}`;
}
