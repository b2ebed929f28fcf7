import { type Role, roleNames } from "#domain/roles";
import { type StaffType, staffTypeNames } from "#domain/users/staff";
import { Clashes } from "../../ui/forms/clashes.tsx";
import type { UserDraft } from "./draft.ts";
import { type Field, fieldNames, type UserEdit } from "./edit.ts";

/** What somebody else changed of an account at the same time. */
export function UserClashes(props: { id: string; draft: UserDraft }) {
  return (
    <Clashes
      id={props.id}
      clashes={props.draft.clashes()}
      choose={props.draft.choose}
      what="this account"
      names={fieldNames}
      valueName={valueName}
    />
  );
}

function valueName(field: Field, value: UserEdit[Field]): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (field === "role") return roleNames[value as Role];
  if (field === "staffType")
    return value === null ? "Not said" : staffTypeNames[value as StaffType];
  return value || "Nothing";
}
