import type { InviteStatus, PublicInvite } from "../invites.ts";
import { roleNames } from "../roles.ts";
import { staffTypeNames } from "../users/staff.ts";
import { deliveryNames } from "./delivery.ts";

const statusNames: Record<InviteStatus, string> = {
  pending: "Pending",
  accepted: "Accepted",
  expired: "Expired",
  revoked: "Revoked",
};

/** What a file says of an invite, by its headings. Times are ISO 8601 UTC. */
export const inviteCells: Record<string, (invite: PublicInvite) => string> = {
  "E-mail": ({ email }) => email,
  "Invited by": ({ invitedBy }) => invitedBy?.name ?? "",
  Role: ({ role }) => roleNames[role],
  "Staff type": ({ staffType }) => (staffType ? staffTypeNames[staffType] : ""),
  Status: ({ status }) => statusNames[status],
  Mail: ({ delivery }) => deliveryNames[delivery],
  Reason: ({ deliveryReason }) => deliveryReason ?? "",
  Sent: ({ sentAt }) => sentAt,
  Opened: ({ openedAt }) => openedAt ?? "",
  Expires: ({ expiresAt }) => expiresAt,
  Accepted: ({ acceptedAt }) => acceptedAt ?? "",
  Revoked: ({ revokedAt }) => revokedAt ?? "",
  "Asked for a new link": ({ requestedAt }) => requestedAt ?? "",
  Reminded: ({ remindedAt }) => remindedAt ?? "",
  Resends: ({ resends }) => String(resends),
};
