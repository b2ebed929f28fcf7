import type { PublicInvite } from "#domain/invites";
import { roles } from "#domain/roles";
import type { Askable } from "../ui/lists/address.ts";
import { type Order, type SortValue, sorted } from "../ui/lists/order.ts";
import { type Filter, filters } from "./list.ts";

export const inviteSorts = ["email", "role", "status", "mail", "timeLeft", "resends"] as const;

export type InviteSort = (typeof inviteSorts)[number];

/** What may be asked of the list. */
export const inviteAskable: Askable<Filter, InviteSort> = {
  filters,
  sorts: inviteSorts,
  first: { filter: "all", query: "", order: null },
};

const values: Record<InviteSort, (invite: PublicInvite) => SortValue> = {
  email: ({ email }) => email,
  role: ({ role }) => -roles.indexOf(role),
  status: ({ status }) => filters.indexOf(status),
  mail: ({ delivery, openedAt }) => (openedAt ? "opened" : delivery),
  // Those that have ended stand last, as they come.
  timeLeft: ({ status, expiresAt }) => (status === "pending" ? Date.parse(expiresAt) : null),
  resends: ({ resends }) => resends,
};

/** The same invites in this order, the newest first where it does not decide. */
export function inOrder(
  invites: readonly PublicInvite[],
  order: Order<InviteSort> | null,
): readonly PublicInvite[] {
  return order ? sorted(invites, values[order.by], order.isDescending) : invites;
}
