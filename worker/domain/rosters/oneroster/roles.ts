import { isAtLeast, type Role } from "../../roles.ts";
import type { StaffType } from "../../users/staff.ts";

/** What a role of OneRoster is with us. */
export type Meaning =
  | { kind: "staff"; role: Role; staffType: StaffType | null }
  | { kind: "pupil" }
  | { kind: "family" };

const staff = (role: Role, staffType: StaffType | null = null): Meaning => ({
  kind: "staff",
  role,
  staffType,
});

// The vocabularies of 1.1 (users.role) and 1.2 (roles.role). Which of our roles each becomes is ours to say.
const meanings: Record<string, Meaning> = {
  aide: staff("viewer", "teaching_assistant"),
  proctor: staff("viewer"),
  teacher: staff("editor", "teacher"),
  counselor: staff("editor"),
  administrator: staff("admin"),
  siteadministrator: staff("admin"),
  systemadministrator: staff("admin", "ict_coordinator"),
  districtadministrator: staff("admin"),
  principal: staff("owner", "headteacher"),
  student: { kind: "pupil" },
  guardian: { kind: "family" },
  parent: { kind: "family" },
  relative: { kind: "family" },
};

/** What a role means, in any capitals; null for one that OneRoster does not know, such as `ext:librarian`. */
export function meaningOf(role: string): Meaning | null {
  const word = role.toLowerCase().replace(/[^a-z]/g, "");
  return Object.hasOwn(meanings, word) ? (meanings[word] ?? null) : null;
}

/** A role that somebody has. */
export interface Held {
  role: string;
  isPrimary: boolean;
}

/**
 * Of all that somebody is the one that counts. Who is staff or pupil here is no parent; of staff and pupil the one said to be
 * the main one counts, else staff; of several roles of staff the highest.
 */
export function mainOf(held: readonly Held[]): { role: string; meaning: Meaning } | null {
  const all = held.map(({ role, isPrimary }) => ({
    role,
    isPrimary,
    meaning: meaningOf(role) ?? staff("viewer"),
  }));
  const here = all.filter(({ meaning }) => meaning.kind !== "family");
  const isStaff = (one: (typeof all)[number]) => one.meaning.kind === "staff";
  const first = here.find(({ isPrimary }) => isPrimary) ?? here.find(isStaff) ?? here[0];
  if (!first || !isStaff(first)) return first ?? all[0] ?? null;
  return here.reduce((best, one) => (isHigher(one.meaning, best.meaning) ? one : best), first);
}

function isHigher(one: Meaning, other: Meaning): boolean {
  if (one.kind !== "staff" || other.kind !== "staff" || one.role === other.role) return false;
  return isAtLeast(one.role, other.role);
}
