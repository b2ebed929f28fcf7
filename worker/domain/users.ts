import * as z from "zod/mini";
import { canonicalEmail, Email } from "./emails.ts";
import { DomainError } from "./errors.ts";
import { Phone, partOfName } from "./names.ts";
import { canGrant, canManage, canSetSignIn, Role } from "./roles.ts";
import { isoOrNull } from "./time.ts";
import { Permissions, permissions, permissionsOf, StaffType } from "./users/staff.ts";
import { Username } from "./users/usernames.ts";

export const UserStatus = z.enum(["active", "inactive"]);
export type UserStatus = z.infer<typeof UserStatus>;

/** Whose secret the password is: the person's own, one an admin handed over, or none yet [A9]. */
export const PasswordState = z.enum(["own", "handed_out", "none"]);
export type PasswordState = z.infer<typeof PasswordState>;

/** One person's account, the same at every school. Times are epoch milliseconds. */
export interface Account {
  id: string;
  username: string;
  email: string | null;
  canonicalEmail: string | null;
  emailConfirmedAt: number | null;
  title: string | null;
  givenName: string;
  middleName: string | null;
  familyName: string;
  phone: string | null;
  passwordHash: string | null;
  passwordState: PasswordState;
  resetGeneration: number;
  resetExpiresAt: number | null;
  createdAt: number;
  version: number;
}

/** What joins an account to a school. */
export interface Membership {
  schoolId: string;
  userId: string;
  role: Role;
  staffType: StaffType | null;
  editHistory: boolean;
  seeWholeSchool: boolean;
  setTargets: boolean;
  status: UserStatus;
  joinedAt: number;
  lastSeenAt: number | null;
  version: number;
}

/** What every member may see of an active colleague: the staff directory. */
export const ListedUser = z.object({
  id: z.string(),
  title: z.nullable(z.string()),
  givenName: z.string(),
  middleName: z.nullable(z.string()),
  familyName: z.string(),
  staffType: z.nullable(StaffType),
  role: Role,
  groupIds: z.array(z.string()),
  email: z.nullable(z.string()),
});
export type ListedUser = z.infer<typeof ListedUser>;

/** An account in a school, as its Admins and Owners see it. `id` is the account's, everywhere. */
export const PublicUser = z.extend(ListedUser, {
  username: z.string(),
  phone: z.nullable(z.string()),
  permissions: Permissions,
  status: UserStatus,
  passwordState: PasswordState,
  lastSeenAt: z.nullable(z.string()),
  version: z.number(),
});
export type PublicUser = z.infer<typeof PublicUser>;

/** What of somebody is shown, and the ids of the groups they are in, in their order. */
export interface Person {
  account: Pick<
    Account,
    | "id"
    | "username"
    | "title"
    | "givenName"
    | "middleName"
    | "familyName"
    | "email"
    | "phone"
    | "passwordState"
    | "version"
  >;
  membership: Membership;
  groupIds: string[];
}

/** An account as its school's Admins and Owners see it. */
export function publishedUser({ account, membership, groupIds }: Person): PublicUser {
  const { id, username, title, givenName, middleName, familyName, email, phone, passwordState } =
    account;
  const { role, staffType, status, editHistory, seeWholeSchool, setTargets } = membership;
  return {
    id,
    username,
    title,
    givenName,
    middleName,
    familyName,
    email,
    phone,
    role,
    staffType,
    permissions: { editHistory, seeWholeSchool, setTargets },
    status,
    passwordState,
    groupIds,
    lastSeenAt: isoOrNull(membership.lastSeenAt),
    // Both halves are edited through this one row, so its version grows with either.
    version: account.version + membership.version - 1,
  };
}

const Details = z.strictObject({
  title: z.optional(z.nullable(partOfName(20))),
  givenName: partOfName(80, 1, "Fill in the first name."),
  middleName: z.optional(z.nullable(partOfName(80))),
  familyName: partOfName(80, 1, "Fill in the surname."),
  email: z.optional(z.nullable(Email)),
  phone: z.optional(z.nullable(Phone)),
  role: Role,
  staffType: StaffType,
  permissions: z.optional(z.partial(z.strictObject(permissions))),
});

/** What *Add user* is sent with [A2] [A3]. */
export const NewUser = z.extend(Details, { username: Username });
export type NewUser = z.infer<typeof NewUser>;

/** What the form for editing sends: the changed fields alone. The username cannot be changed [A4]. */
export const UserChange = z
  .partial(Details)
  .check(z.refine((change) => Object.keys(change).length > 0, "Say what to change."));
export type UserChange = z.infer<typeof UserChange>;

/** The directory's part of a user; null for somebody the directory does not list. */
export function listed(user: PublicUser): ListedUser | null {
  return user.status === "active" ? asListed(user) : null;
}

/** The same for whoever has a place in it, or is just leaving it. */
export function asListed(user: PublicUser): ListedUser {
  const { id, title, givenName, middleName, familyName, staffType, role, groupIds, email } = user;
  return { id, title, givenName, middleName, familyName, staffType, role, groupIds, email };
}

/** What the rules about somebody depend on. */
export interface Known extends Halves {
  groupIds: string[];
  /** Memberships of the account, in any school, of any status. */
  schools: number;
  /** Whether the school has another active Owner. */
  hasOtherOwner: boolean;
}

/** Who acts. */
export interface Actor {
  id: string;
  role: Role;
}

/** Both halves of somebody, as they shall be. */
export interface Halves {
  account: Account;
  membership: Membership;
}

/**
 * Edits somebody [A3]. Null when nothing would differ. Refuses with `role_too_high`, `managed_by_person` [A16],
 * `forbidden` for an Admin's or Owner's e-mail [A16], and `last_owner` [A7].
 */
export function edit(actor: Actor, known: Known, change: UserChange): Halves | null {
  const { account, membership } = known;
  mayManage(actor, membership.role);
  if (change.role && change.role !== membership.role) mayGrant(actor, known, change.role);
  const nextAccount = editedAccount(actor, known, change);
  const staffType = change.staffType ?? membership.staffType;
  const role = change.role ?? membership.role;
  // The tick for targets is nobody's by post: it stays as it was.
  const brought =
    staffType === membership.staffType
      ? {}
      : { ...permissionsOf(staffType), setTargets: membership.setTargets };
  const nextMembership = { ...membership, role, staffType, ...brought, ...change.permissions };
  const accountDiffers = differs(account, nextAccount);
  const membershipDiffers = differs(membership, nextMembership);
  if (!accountDiffers && !membershipDiffers) return null;
  return {
    account: accountDiffers ? { ...nextAccount, version: account.version + 1 } : account,
    membership: membershipDiffers
      ? { ...nextMembership, version: membership.version + 1 }
      : membership,
  };
}

/** Ends somebody's time at the school, and every reset link [A7]. Null when it has ended. Refuses with `role_too_high` or `last_owner`. */
export function deactivate(actor: Actor, known: Known): Halves | null {
  mayManage(actor, known.membership.role);
  if (known.membership.status === "inactive") return null;
  keepsAnOwner(known);
  return withStatus(known, "inactive");
}

/** Brings everything back as it was [A7]. Null when nothing had ended. Refuses with `role_too_high`. */
export function reactivate(actor: Actor, known: Known): Halves | null {
  mayManage(actor, known.membership.role);
  return known.membership.status === "active" ? null : withStatus(known, "active");
}

/**
 * Gives somebody without an e-mail a password to be handed over [A9].
 * Refuses with `role_too_high`, `forbidden`, `managed_by_person` or `has_email`.
 */
export function handOverPassword(actor: Actor, known: Known, passwordHash: string): Halves {
  const { account, membership } = known;
  mayManage(actor, membership.role);
  if (actor.id === account.id || !canSetSignIn(actor.role, membership.role))
    throw new DomainError("forbidden");
  if (known.schools > 1) throw new DomainError("managed_by_person");
  if (account.email !== null) throw new DomainError("has_email");
  const next = {
    ...account,
    ...noReset(account),
    passwordHash,
    passwordState: "handed_out" as const,
  };
  return { account: { ...next, version: account.version + 1 }, membership };
}

/** No reset link works any more: each change of password, e-mail or status sees to that [A8]. */
export function noReset(account: Account): Pick<Account, "resetGeneration" | "resetExpiresAt"> {
  return { resetGeneration: account.resetGeneration + 1, resetExpiresAt: null };
}

function mayManage(actor: Actor, theirs: Role): void {
  if (!canManage(actor.role, theirs)) throw new DomainError("role_too_high");
}

function mayGrant(actor: Actor, known: Known, role: Role): void {
  if (!canGrant(actor.role, role)) throw new DomainError("role_too_high");
  if (known.membership.role === "owner") keepsAnOwner(known);
}

function keepsAnOwner({ membership, hasOtherOwner }: Known): void {
  if (membership.role === "owner" && membership.status === "active" && !hasOtherOwner)
    throw new DomainError("last_owner");
}

const personal = ["title", "givenName", "middleName", "familyName"] as const;

function editedAccount(
  actor: Actor,
  { account, membership, schools }: Known,
  change: UserChange,
): Account {
  const next = { ...account };
  for (const field of [...personal, "phone"] as const) {
    if (change[field] !== undefined) Object.assign(next, { [field]: change[field] || null });
  }
  if (change.email !== undefined && (change.email || null) !== account.email)
    moveAddress(next, change.email || null);
  const isOwn = actor.id === account.id;
  const isTheirs =
    personal.some((field) => next[field] !== account[field]) || next.email !== account.email;
  if (isTheirs && !isOwn && schools > 1) throw new DomainError("managed_by_person");
  if (next.email !== account.email && !isOwn && !canSetSignIn(actor.role, membership.role))
    throw new DomainError("forbidden");
  return next;
}

/** Another address is nobody's until its holder has followed a link sent there. */
function moveAddress(account: Account, email: string | null): void {
  const canonical = email === null ? null : canonicalEmail(email);
  if (canonical !== account.canonicalEmail)
    Object.assign(account, noReset(account), { canonicalEmail: canonical, emailConfirmedAt: null });
  account.email = email;
}

function withStatus({ account, membership }: Known, status: UserStatus): Halves {
  return {
    account: { ...account, ...noReset(account), version: account.version + 1 },
    membership: { ...membership, status, version: membership.version + 1 },
  };
}

function differs<T extends object>(one: T, other: T): boolean {
  return (Object.keys(one) as (keyof T)[]).some((key) => one[key] !== other[key]);
}
