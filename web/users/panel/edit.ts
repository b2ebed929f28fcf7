import { readEmail } from "#domain/emails";
import type { Role } from "#domain/roles";
import { tidyLine } from "#domain/text/hidden";
import type { PublicUser } from "#domain/users";
import { type Permissions, permissionsOf, type StaffType } from "#domain/users/staff";

/** What the form shows of somebody; absent texts are empty. */
export interface UserEdit extends Permissions {
  title: string;
  givenName: string;
  middleName: string;
  familyName: string;
  phone: string;
  email: string;
  role: Role;
  staffType: StaffType | null;
}

export type Field = keyof UserEdit;

/** What only its holder changes while an account is used elsewhere too [A16]. */
export const personal: readonly Field[] = [
  "title",
  "givenName",
  "middleName",
  "familyName",
  "email",
];

export const permissionNames: Record<keyof Permissions, string> = {
  editHistory: "May edit historical data",
  seeWholeSchool: "Sees whole-school information",
  setTargets: "May set attainment targets",
};

export const permissionFields = Object.keys(permissionNames) as (keyof Permissions)[];

export const fieldNames: Record<Field, string> = {
  title: "Title",
  givenName: "First name",
  middleName: "Middle name",
  familyName: "Surname",
  phone: "Phone",
  email: "E-mail",
  role: "Role",
  staffType: "Staff type",
  ...permissionNames,
};

/** What a staff type brings or clears by itself; the others are ticked by hand alone [A5]. */
const brought = ["editHistory", "seeWholeSchool"] as const;

/** What the form shows of an account. */
export function editOf(user: PublicUser): UserEdit {
  const { title, givenName, middleName, familyName, phone, email, role, staffType, permissions } =
    user;
  const texts = {
    title: title ?? "",
    givenName,
    middleName: middleName ?? "",
    familyName,
    phone: phone ?? "",
    email: email ?? "",
  };
  return { ...texts, role, staffType, ...permissions };
}

/** The form for somebody new. */
export function emptyEdit(role: Role, staffType: StaffType): UserEdit {
  const texts = { title: "", givenName: "", middleName: "", familyName: "", phone: "", email: "" };
  return { ...texts, role, staffType, ...permissionsOf(staffType) };
}

/** The same as it would be stored: without stray spaces and what else nobody sees. */
export function tidied(edit: UserEdit): UserEdit {
  const { title, givenName, middleName, familyName, phone, email } = edit;
  return {
    ...edit,
    title: tidyLine(title),
    givenName: tidyLine(givenName),
    middleName: tidyLine(middleName),
    familyName: tidyLine(familyName),
    phone: tidyLine(phone),
    email: readEmail(email),
  };
}

/** What a new staff type does to permissions that were not ticked by hand in the same edit [A5]. */
export function permissionsWith(
  staffType: StaffType | null,
  base: UserEdit,
  ticked: ReadonlySet<Field>,
): Partial<Permissions> {
  const permissions = staffType === base.staffType ? base : permissionsOf(staffType);
  return Object.fromEntries(
    brought.flatMap((field) => (ticked.has(field) ? [] : [[field, permissions[field]]])),
  );
}
