import { canonicalEmail } from "#domain/emails";
import type { Account, Membership, NewUser } from "#domain/users";
import { permissionsOf } from "#domain/users/staff";

/** An account that is made for somebody, who has yet to choose a password of their own [A2]. */
export function newAccount(details: NewUser, passwordHash: string, now: number): Account {
  const { username, title, givenName, middleName, familyName, email, phone } = details;
  return {
    id: crypto.randomUUID(),
    username,
    email: email || null,
    canonicalEmail: email ? canonicalEmail(email) : null,
    // Nobody has followed a link sent there yet.
    emailConfirmedAt: null,
    title: title || null,
    givenName,
    middleName: middleName || null,
    familyName,
    phone: phone || null,
    passwordHash,
    passwordState: "handed_out",
    resetGeneration: 0,
    resetExpiresAt: null,
    createdAt: now,
    version: 1,
  };
}

/** Its place in the school it is made at. */
export function newMembership(
  { role, staffType, permissions }: NewUser,
  schoolId: string,
  userId: string,
  now: number,
): Membership {
  const granted = { ...permissionsOf(staffType), ...permissions };
  return {
    schoolId,
    userId,
    role,
    staffType,
    ...granted,
    status: "active",
    joinedAt: now,
    lastSeenAt: null,
    version: 1,
  };
}
