import * as z from "zod/mini";
import { Email } from "./emails.ts";
import { line, Phone } from "./names.ts";
import { Role } from "./roles.ts";
import { Permissions, StaffType } from "./staff.ts";
import { isoOrNull } from "./time.ts";
import { Username } from "./usernames.ts";

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

/** An account as its school's Admins and Owners see it. */
export function publishedUser(account: Account, membership: Membership): PublicUser {
  const { id, username, title, givenName, middleName, familyName, email, phone, passwordState } = account;
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
    groupIds: [],
    lastSeenAt: isoOrNull(membership.lastSeenAt),
    // Both halves are edited through this one row, so its version grows with either.
    version: account.version + membership.version - 1,
  };
}

const details = {
  title: z.optional(z.nullable(line(20))),
  givenName: line(80, 1, "Fill in the first name."),
  middleName: z.optional(z.nullable(line(80))),
  familyName: line(80, 1, "Fill in the surname."),
  email: z.optional(z.nullable(Email)),
  phone: z.optional(z.nullable(Phone)),
  role: Role,
  staffType: StaffType,
  permissions: z.optional(z.partial(Permissions)),
};

/** What *Add user* is sent with [A2] [A3]. */
export const NewUser = z.strictObject({ username: Username, ...details });
export type NewUser = z.infer<typeof NewUser>;

/** What the form for editing sends: the changed fields alone. The username cannot be changed [A4]. */
export const UserChange = z
  .strictObject({
    ...details,
    givenName: z.optional(details.givenName),
    familyName: z.optional(details.familyName),
    role: z.optional(Role),
    staffType: z.optional(StaffType),
  })
  .check(z.refine((change) => Object.keys(change).length > 0, "Say what to change."));
export type UserChange = z.infer<typeof UserChange>;

/** The directory's part of a user; null for somebody the directory does not list. */
export function listed(user: PublicUser): ListedUser | null {
  if (user.status !== "active") return null;
  const { id, title, givenName, middleName, familyName, staffType, role, groupIds, email } = user;
  return { id, title, givenName, middleName, familyName, staffType, role, groupIds, email };
}
