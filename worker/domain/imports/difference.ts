import type { DifferenceKind, Subject } from "../imports.ts";
import type { Role } from "../roles.ts";
import type { StaffType } from "../users/staff.ts";
import type { Said } from "./standing.ts";

/** What a school's MIS says otherwise than the school's Staffroom [S5]. */
export interface Difference {
  kind: DifferenceKind;
  /** By which a decision for good is remembered: the same in every import. */
  key: string;
  subject: Subject;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  /** Fields done by hand, which stay as they are. */
  protected: string[];
  task: Task;
}

/** An id of the MIS and the row it is to stand for. */
export type Pair = [sourcedId: string, rowId: string];

/** A member as a task names one: by the row's id, or by the MIS's where it is yet to come. */
export interface NamedMember {
  kind: "staff" | "pupil";
  id: string | null;
  sourcedId: string;
}

/** What applying a difference takes. */
export type Task =
  /** Ids stand for rows; those of rows that had another pass on what was said under that. */
  | { do: "link"; pairs: Pair[] }
  /** Two ids stand for one. */
  | { do: "same"; sourcedId: string; as: string }
  | { do: "join"; sourcedId: string; joiner: Joiner; said: Said }
  | { do: "return"; sourcedId: string }
  | { do: "change"; sourcedId: string; change: Record<string, string | null>; said: Said }
  | {
      do: "add";
      sourcedId: string;
      row: Record<string, string | null>;
      said: Said;
      /** Of a pupil the groups to be joined on the way, by the MIS's ids. */
      groups?: string[];
    }
  | { do: "leave" }
  | {
      do: "members";
      sourcedId: string;
      add: NamedMember[];
      remove: NamedMember[];
      said: { staff: string[]; pupils: string[]; isOfList?: true };
    };

/** Staff of the MIS who have no account yet. */
export interface Joiner {
  title: string | null;
  givenName: string;
  middleName: string | null;
  familyName: string;
  email: string | null;
  phone: string | null;
  role: Role;
  staffType: StaffType | null;
}
