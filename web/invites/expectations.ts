import { type NewInvite, type PublicInvite, resendLimit } from "#domain/invites";
import type { Person } from "#domain/names";
import { iso } from "#domain/time";
import type { Expectation } from "../replica/rows.ts";

/** How long a link works where nobody has said otherwise, milliseconds. The answer brings the truth. */
const usualLife = 24 * 3_600_000;

/** The row an invite will have. `now` is epoch milliseconds. */
export function expectedInvite(
  details: NewInvite & { id: string },
  invitedBy: Person | null,
  now: number,
): PublicInvite {
  const { id, email, role, staffType = null, givenName = null, familyName = null } = details;
  return {
    id,
    email,
    role,
    staffType,
    status: "pending",
    delivery: "queued",
    deliveryReason: null,
    hardBounced: false,
    createdAt: iso(now),
    sentAt: iso(now),
    openedAt: null,
    requestedAt: null,
    remindedAt: null,
    expiresAt: iso(now + usualLife),
    resends: 0,
    resendsLeft: resendLimit,
    invitedBy,
    batchId: null,
    givenName,
    familyName,
    acceptedAt: null,
    revokedAt: null,
    userId: null,
    version: 0,
  };
}

/** What a resend makes of an invite that had been resent `before` times. */
export function resent(before: number, now: number): Expectation<PublicInvite> {
  return (invite) => {
    if (invite.resends > before) return invite;
    return {
      ...invite,
      ...newLink(invite, now),
      status: "pending",
      resends: before + 1,
      resendsLeft: invite.resendsLeft - 1,
    };
  };
}

/** What another address makes of an invite: a link that begins anew [I14]. */
export function moved(email: string, now: number): Expectation<PublicInvite> {
  return (invite) =>
    invite.email === email
      ? invite
      : { ...invite, email, ...newLink(invite, now), resends: 0, resendsLeft: resendLimit };
}

/** A link that has just been made, with the time that the one before had. */
function newLink({ sentAt, expiresAt }: PublicInvite, now: number) {
  return {
    delivery: "queued",
    deliveryReason: null,
    hardBounced: false,
    openedAt: null,
    requestedAt: null,
    sentAt: iso(now),
    expiresAt: iso(now + Date.parse(expiresAt) - Date.parse(sentAt)),
  } as const;
}

/** What a withdrawal makes of an invite. `now` is epoch milliseconds. */
export function withdrawn(now: number): Expectation<PublicInvite> {
  return (invite) =>
    invite.status === "pending" ? { ...invite, status: "revoked", revokedAt: iso(now) } : invite;
}

/** What taking the withdrawal back makes of it. */
export function restored(): Expectation<PublicInvite> {
  return (invite) =>
    invite.status === "revoked" ? { ...invite, status: "pending", revokedAt: null } : invite;
}
