import type { Role } from "#domain/roles";
import type { Permissions, StaffType } from "#domain/users/staff";

/** A place in a school: an active membership and where the school's history stood when it was read. */
export interface Seat {
  schoolId: string;
  schoolName: string;
  epoch: string;
  seq: number;
  role: Role;
  staffType: StaffType | null;
  permissions: Permissions;
}

/** Who is asking: the account, its places, and the hashed id of the session. */
export interface Me {
  id: string;
  username: string;
  title: string | null;
  givenName: string;
  middleName: string | null;
  familyName: string;
  email: string | null;
  phone: string | null;
  /** The account's, for If-Match. */
  version: number;
  mustChangePassword: boolean;
  seats: Seat[];
  sessionId: string;
  /** When the session's use was last noted, epoch milliseconds. */
  lastUsedAt: number;
}
