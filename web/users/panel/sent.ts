import type { NewUser, UserChange } from "#domain/users";
import { canonicalUsername } from "#domain/users/usernames";
import type { UserEdit } from "./edit.ts";

/** The changed fields as the server takes them. With a staff type go all permissions, since it would bring its own. */
export function changeOf(changed: Partial<UserEdit>, edited: UserEdit): UserChange {
  const { editHistory, seeWholeSchool, setTargets } = changed.staffType ? edited : changed;
  const permissions = defined({ editHistory, seeWholeSchool, setTargets });
  const { title, givenName, middleName, familyName, phone, email, role, staffType } = changed;
  return defined({
    givenName,
    familyName,
    role,
    staffType: staffType ?? undefined,
    title: orNull(title),
    middleName: orNull(middleName),
    phone: orNull(phone),
    email: orNull(email),
    permissions: Object.keys(permissions).length > 0 ? permissions : undefined,
  });
}

/** Somebody new as the server takes them. */
export function newUserOf(edited: UserEdit, username: string): NewUser {
  const {
    title,
    givenName,
    middleName,
    familyName,
    phone,
    email,
    role,
    staffType,
    ...permissions
  } = edited;
  return {
    username: canonicalUsername(username),
    givenName,
    familyName,
    role,
    staffType: staffType ?? "teacher",
    permissions,
    ...(title && { title }),
    ...(middleName && { middleName }),
    ...(phone && { phone }),
    ...(email && { email }),
  };
}

/** An emptied field is removed. */
function orNull(text: string | undefined): string | null | undefined {
  return text === "" ? null : text;
}

function defined<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}
