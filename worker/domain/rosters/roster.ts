import type { Role } from "../roles.ts";
import type { StaffType } from "../users/staff.ts";

/** Where something stands: a file by its name, a line counted from 1, its heading included. */
export interface At {
  file: string;
  line: number;
}

/** An oddity or a reason, in words; no line where it is about the whole file. */
export interface Remark {
  file: string;
  line: number | null;
  text: string;
}

/** How a row of a roster stands: there, or said to be gone. */
export type RowStatus = "active" | "tobedeleted";

/**
 * What a row is known by: its `sourcedId` where the file has one, else made of address or name, so that the same person in
 * tomorrow's list has the same. Unique among staff, pupils and groups each.
 */
type Key = string;

export interface StaffRow {
  key: Key;
  sourcedId: string | null;
  title: string | null;
  givenName: string;
  middleName: string | null;
  familyName: string;
  /** Null for none, and for what mail cannot reach. */
  email: string | null;
  phone: string | null;
  username: string | null;
  /** As the file has it; "" for none. */
  misRole: string;
  /** Ours for it. `admin` and `owner` are offers: nobody becomes one by a file alone. */
  role: Role;
  staffType: StaffType | null;
  /** False: the school's MIS lets them in nowhere, though they are still there. */
  enabled: boolean;
  status: RowStatus;
  at: At;
}

export interface PupilRow {
  key: Key;
  sourcedId: string | null;
  /** Ours, where the file is one that Staffroom has written. */
  ownId?: string | null;
  /** Thirteen characters of the right kinds; whether its check letter is right is not asked here. */
  upn: string | null;
  givenName: string;
  familyName: string;
  yearGroup: string | null;
  status: RowStatus;
  at: At;
}

export interface GroupRow {
  key: Key;
  /** Null for a list, which names its groups and no more. */
  sourcedId: string | null;
  /** Unique among active groups. */
  name: string;
  yearGroup: string | null;
  /** What a new group's year group may be, by the pupils in it. */
  likelyYear?: string | null;
  status: RowStatus;
  at: At;
}

export interface MembershipRow {
  groupKey: Key;
  personKey: Key;
  kind: "staff" | "pupil";
  status: RowStatus;
  at: At;
}

/**
 * How a file tells a kind of rows: `bulk` is all there are, so that who is missing has gone; `delta` is what changed; null is
 * nothing at all, so that nobody has gone.
 */
export type Telling = "bulk" | "delta" | null;

/** What was read of a school's MIS file. Unknown people and classes are left out, and warned of. */
export interface Roster {
  form: "oneroster" | "staff" | "pupils" | "groups";
  /** Null for a list. */
  version: "1.0" | "1.1" | "1.2" | null;
  /** Of the file of people; null for a list. */
  mode: Telling;
  /** The same for each kind of rows: a file of people alone tells nothing of groups. */
  tells: Record<"staff" | "pupils" | "groups" | "memberships", Telling>;
  /** The schools it is about, as far as it says so. */
  schools: { sourcedId: string; name: string }[];
  staff: StaffRow[];
  pupils: PupilRow[];
  groups: GroupRow[];
  memberships: MembershipRow[];
  /** How many rows were left out on purpose, by what they are: `guardian`, `ended`, ... */
  skipped: Record<string, number>;
  /** The first oddities, in the order of the files. */
  warnings: Remark[];
  /** How many more there are. */
  moreWarnings: number;
  /** Headings of a list that say nothing known: those columns were not read. */
  unknownHeaders: string[];
}

/** What a column of a list can hold. */
export type ListField =
  | "id"
  | "title"
  | "givenName"
  | "middleName"
  | "familyName"
  | "name"
  | "email"
  | "phone"
  | "username"
  | "job"
  | "role"
  | "status"
  | "upn"
  | "yearGroup"
  | "group"
  | "ownId"
  | "ignore";

/** A list's columns, so that somebody can say what they hold. */
export interface AskedColumns {
  form: "staff" | "pupils";
  columns: {
    header: string;
    /** The first few cells under it. */
    samples: string[];
    /** What it seems to hold; null where nobody can tell. */
    field: ListField | null;
  }[];
}

/** The schools of a file, so that somebody can say which of them is meant. */
export interface AskedSchool {
  schools: Roster["schools"];
}

/** Why a file was not read: one sentence or more, each with its file and line, or saying what is needed. */
export interface Refusal {
  form: "refused";
  code: "too_large" | "damaged" | "unreadable" | "columns" | "school";
  reasons: Remark[];
  /** For `columns` and `school`: what to ask. The answer goes into `Choices`. */
  asked: AskedColumns | AskedSchool | null;
}

/** What whoever uploads a file has said of it. */
export interface Choices {
  form?: "staff" | "pupils";
  /** What the columns hold, by their headers as they stand in the file. */
  columns?: Record<string, ListField>;
  /** A list is of everybody, so that who is missing has gone. Else it says no more than who is on it. */
  isWhole?: boolean;
  /** Of a file with several schools the one that is meant, by its `sourcedId`; "" for all of them as one. */
  school?: string;
  /** Epoch milliseconds: roles and enrolments that have ended by then are left out. */
  now?: number;
}
