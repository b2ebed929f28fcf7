import type { Filter } from "../invites/list.ts";
import type { InvitePart } from "../invites/parts.ts";
import type { UserPart } from "../users/parts.ts";

/** A number, and the list of what it counts, below the school's address [S7]. */
export interface Figure {
  count: number;
  to: string;
}

/** The invites of a part, in this state. */
export function invitesTo(part: InvitePart, show: Filter = "all"): string {
  return `invites?of=${part}${show === "all" ? "" : `&show=${show}`}`;
}

/** The people of a part who are active. */
export function usersTo(part: UserPart): string {
  return `users?of=${part}`;
}
