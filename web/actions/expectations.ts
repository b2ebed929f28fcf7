import { type NewInvite, type PublicInvite, resendLimit } from "#domain/invites";
import type { Person } from "#domain/names";
import { iso } from "#domain/time";
import type { PublicUser, UserChange } from "#domain/users";
import { isWhole, type User } from "#domain/users/seen";
import type { Expectation } from "../replica/rows.ts";

/** How long a link works where nobody has said otherwise, milliseconds. The answer brings the truth. */
const usualLife = 24 * 3_600_000;

/** The row an invite will have. `now` is epoch milliseconds. */
export function expectedInvite(
  details: NewInvite & { id: string },
  invitedBy: Person | null,
  now: number,
): PublicInvite {
  const { id, email, role, staffType = null } = details;
  return {
    id,
    email,
    role,
    staffType,
    status: "pending",
    delivery: "queued",
    deliveryReason: null,
    sentAt: iso(now),
    openedAt: null,
    expiresAt: iso(now + usualLife),
    resends: 0,
    resendsLeft: resendLimit,
    invitedBy,
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
    const life = Date.parse(invite.expiresAt) - Date.parse(invite.sentAt);
    return {
      ...invite,
      status: "pending",
      resends: before + 1,
      resendsLeft: invite.resendsLeft - 1,
      delivery: "queued",
      deliveryReason: null,
      openedAt: null,
      sentAt: iso(now),
      expiresAt: iso(now + life),
    };
  };
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

/** The row with these values. */
export function changed<T extends object>(changes: Partial<T>): Expectation<T> {
  const fields = Object.keys(changes) as (keyof T)[];
  return (row) =>
    fields.every((field) => row[field] === changes[field]) ? row : { ...row, ...changes };
}

/** What deactivating or reactivating makes of somebody. */
export function withStatus(status: PublicUser["status"]): Expectation<User> {
  return (user) => (isWhole(user) && user.status !== status ? { ...user, status } : user);
}

/** What saving a form makes of somebody. */
export function edited({ permissions, ...change }: UserChange): Expectation<User> {
  return (user) => {
    if (!isWhole(user)) return user;
    return changed<PublicUser>(change as Partial<PublicUser>)(withPermissions(user, permissions));
  };
}

function withPermissions(
  user: PublicUser,
  permissions: UserChange["permissions"] = {},
): PublicUser {
  const next = changed<PublicUser["permissions"]>(
    permissions as Partial<PublicUser["permissions"]>,
  )(user.permissions);
  return next === user.permissions ? user : { ...user, permissions: next };
}
