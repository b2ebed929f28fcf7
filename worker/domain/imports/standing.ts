import type { GroupStatus, Source } from "../groups.ts";
import type { UserStatus } from "../users.ts";

/** Somebody who has an account at the school. */
export interface StandingPerson {
  id: string;
  username: string;
  title: string | null;
  givenName: string;
  middleName: string | null;
  familyName: string;
  email: string | null;
  phone: string | null;
  status: UserStatus;
}

export interface StandingGroup {
  id: string;
  name: string;
  yearGroup: string | null;
  status: GroupStatus;
  source: Source;
}

export interface StandingPupil {
  id: string;
  upn: string | null;
  givenName: string;
  familyName: string;
  yearGroup: string | null;
  status: UserStatus;
}

/** Who is in a group, and whose doing that is. */
export interface StandingMember {
  groupId: string;
  personId: string;
  kind: "staff" | "pupil";
  source: Source;
}

/** By field, what the MIS said when that was last taken over. */
export type Said = Record<string, unknown>;

/** What an id of the MIS stands for at the school. */
export interface Link {
  sourcedId: string;
  rowId: string;
  said: Said;
}

/** What of a school differs from its MIS or does not. */
export interface Standing {
  staff: readonly StandingPerson[];
  pupils: readonly StandingPupil[];
  groups: readonly StandingGroup[];
  members: readonly StandingMember[];
  /** Pending invites by their addresses, canonical. */
  invited: ReadonlySet<string>;
  /** Ids of the MIS that stand for an invite which has not become an account. */
  invitedIds: ReadonlySet<string>;
  links: Record<"user" | "group" | "pupil", readonly Link[]>;
  /** The keys of what the school wants to hear of no more. */
  settled: ReadonlySet<string>;
}
