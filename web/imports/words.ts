import type { DifferenceKind, PublicDifference, PublicImport } from "#domain/imports";
import { type Role, roleNames } from "#domain/roles";
import { type StaffType, staffTypeNames } from "#domain/users/staff";

/** The kinds in the order in which they are best decided. */
export const kinds: DifferenceKind[] = [
  "identity",
  "joiner",
  "leaver",
  "details",
  "group",
  "member",
  "pupil",
] satisfies DifferenceKind[];

export const kindNames: Record<DifferenceKind, string> = {
  identity: "Questions",
  joiner: "Joiners",
  leaver: "Leavers",
  details: "Changed details",
  group: "Groups",
  member: "Group members",
  pupil: "Pupils",
};

export const kindHints: Record<DifferenceKind, string> = {
  identity: "Who is who",
  joiner: "New in the MIS",
  leaver: "No longer in the MIS",
  details: "Names, e-mail, phone",
  group: "New, renamed or closed",
  member: "Who is in which group",
  pupil: "New, or with other details",
};

/** The kind that an address names; the first that has something open, else. */
export function kindOf(path: string | undefined, counts: PublicImport["counts"]): DifferenceKind {
  return (
    kinds.find((kind) => kind === path) ?? kinds.find((kind) => counts[kind].open > 0) ?? "joiner"
  );
}

/** What has been decided of a kind; how it may go on, where nothing is. */
export function decidedIn(kind: DifferenceKind, counts: PublicImport["counts"]): string {
  const { accepted, ignored, never, applied } = counts[kind];
  const kept = ignored + never;
  const said = [
    ...(accepted > 0 ? [`${accepted.toLocaleString("en-GB")} accepted`] : []),
    ...(kept > 0 ? [`${kept.toLocaleString("en-GB")} ignored`] : []),
    ...(applied > 0 ? [`${applied.toLocaleString("en-GB")} applied`] : []),
  ];
  return said.join(", ") || kindHints[kind];
}

/** A field before and after. */
export interface Side {
  name: string;
  before: string;
  after: string;
  /** It was set by hand and stays. */
  isKept: boolean;
}

const fieldNames: Record<string, string> = {
  title: "Title",
  givenName: "First name",
  middleName: "Middle name",
  familyName: "Surname",
  email: "E-mail",
  phone: "Phone",
  role: "Role",
  staffType: "Staff type",
  status: "Status",
  name: "Name",
  yearGroup: "Year group",
  upn: "UPN",
  groups: "Groups",
  sourcedId: "MIS number",
  staff: "Staff",
  pupils: "Pupils",
};

/** What is compared, in this order; the rest says more of the subject. */
const order = Object.keys(fieldNames);

/** What differs, field by field, in words. */
export function sidesOf({ kind, before, after, ...row }: PublicDifference): Side[] {
  if (kind === "identity" && after && "count" in after) return [];
  const shown = order.filter((field) => has(before, field) || has(after, field));
  const isNew = before === null;
  return shown
    .filter((field) => !isNew || !isNameOf(field) || row.subject.noun === "group")
    .filter((field) => !isNew || valueIn(after, field) !== "none" || field === "email")
    .map((field) => ({
      name: fieldNames[field] ?? field,
      before: isNew ? "" : valueIn(before, field),
      after: afterOf(kind, field, after, isNew),
      isKept: row.protected.includes(field),
    }));
}

function has(side: PublicDifference["before"], field: string): boolean {
  return side !== null && field in side;
}

function isNameOf(field: string): boolean {
  return ["title", "givenName", "middleName", "familyName", "sourcedId"].includes(field);
}

function afterOf(
  kind: DifferenceKind,
  field: string,
  after: PublicDifference["after"],
  isNew: boolean,
): string {
  const value = valueIn(after, field);
  if (isNew && kind === "joiner" && field === "email" && value === "none")
    return "none: an account to hand over";
  const role = after?.[field];
  if (field === "role" && (role === "admin" || role === "owner"))
    return `${value}, if you accept this one by itself`;
  return value;
}

function valueIn(side: PublicDifference["before"], field: string): string {
  const value = side?.[field];
  if (value === null || value === undefined || value === "") return "none";
  if (field === "role") return roleNames[value as Role] ?? String(value);
  if (field === "staffType") return staffTypeNames[value as StaffType] ?? String(value);
  if (field === "status") return value === "active" ? "Active" : "Inactive";
  return Array.isArray(value) ? value.join(", ") || "none" : String(value);
}

/** What stands under the subject: a question, or who comes and goes. */
export function noteOf({ kind, before, after, subject }: PublicDifference): string {
  const word = { user: "person", pupil: "pupil", group: "group" }[subject.noun];
  if (kind === "identity") return questionOf(word, after);
  if (kind === "leaver") return subject.noun === "pupil" ? "Pupil" : "Staff";
  if (kind === "joiner") return before ? "Back again" : "";
  if (kind === "group" || kind === "pupil") return before === null ? `New ${word}` : "";
  return "";
}

function questionOf(word: string, after: PublicDifference["after"]): string {
  const count = Number(after?.count ?? 1);
  const many = `${count.toLocaleString("en-GB")} ${word === "person" ? "people" : `${word}s`}`;
  switch (after?.because) {
    case "unlinked":
      return count > 1
        ? `${many} here look the same as in the MIS. Are they?`
        : `Here and in the MIS: is this the same ${word}?`;
    case "moved":
      return count > 1
        ? `${many} have another number in the MIS now. Are they still the same?`
        : `The MIS has another number now. Is it still the same ${word}?`;
    case "twice":
      return `The MIS has this ${word} twice. Is it one ${word}?`;
    default:
      return `These are alike, with another number in the MIS. Is it one ${word}?`;
  }
}

/** Who comes into a group, or goes: some by their names. */
export function comingOf(after: PublicDifference["after"], way: "add" | "remove"): string {
  const names = Array.isArray(after?.[way]) ? (after[way] as string[]) : [];
  const count = Number(after?.[way === "add" ? "added" : "removed"] ?? names.length);
  const rest = count - names.length;
  return [...names, ...(rest > 0 ? [`and ${rest.toLocaleString("en-GB")} more`] : [])].join(", ");
}

export function several(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
}
