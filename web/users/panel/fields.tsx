import { type JSX, Show } from "solid-js";
import { titles } from "#domain/names";
import type { Role } from "#domain/roles";
import type { StaffType } from "#domain/users/staff";
import type { Ask } from "../../actions/open-dialog.ts";
import { usePlace } from "../../place.ts";
import { TextField } from "../../ui/forms/text-field.tsx";
import { RoleField, StaffTypeField } from "../role-fields.tsx";
import type { UserDraft } from "./draft.ts";
import { UserEmailNote } from "./email-note.tsx";
import type { Locks } from "./locks.ts";
import { PermissionFields } from "./permission-fields.tsx";

interface UserFieldsProps {
  draft: UserDraft;
  problems: Record<string, string>;
  locks: Locks;
  /** Whose address may be the one in the box. */
  ownerId?: string;
  ask: Ask;
  /** The field for the username, or the username. */
  username: JSX.Element;
  setRole?: (role: Role) => void;
  setStaffType?: (staffType: StaffType | null) => void;
}

/** The one form for adding and editing [A3]. */
export function UserFields(props: UserFieldsProps) {
  const { school } = usePlace();
  const text = (
    field: "title" | "givenName" | "middleName" | "familyName" | "phone" | "email",
  ) => ({
    value: props.draft.edited[field],
    setValue: (value: string) => props.draft.set(field, value),
    problem: props.problems[field],
  });
  const isLocked = () => props.locks.personal !== undefined;
  return (
    <>
      <Show when={props.locks.all ?? props.locks.personal}>
        {(why) => <p class="lock">{why()}</p>}
      </Show>
      <fieldset class="user-fields" disabled={props.locks.all !== undefined}>
        <legend class="visually-hidden">The account</legend>
        <div class="field-pair">
          <TextField
            label="Title"
            isOptional
            {...text("title")}
            isDisabled={isLocked()}
            suggestions={titles}
            maxLength={20}
          />
          <TextField
            label="First name"
            {...text("givenName")}
            isDisabled={isLocked()}
            maxLength={80}
          />
          <TextField
            label="Middle name"
            isOptional
            {...text("middleName")}
            isDisabled={isLocked()}
            maxLength={80}
          />
          <TextField
            label="Surname"
            {...text("familyName")}
            isDisabled={isLocked()}
            maxLength={80}
          />
        </div>
        {props.username}
        <TextField
          label="E-mail"
          isOptional
          {...text("email")}
          type="email"
          isDisabled={isLocked() || props.locks.email !== undefined}
          maxLength={300}
          note={(noteId) => (
            <UserEmailNote
              id={noteId}
              email={props.draft.edited.email}
              isChanged={props.draft.changed().email !== undefined}
              problem={props.problems.email}
              lock={props.locks.email}
              ownerId={props.ownerId}
              ask={props.ask}
              correct={(email) => props.draft.set("email", email)}
            />
          )}
        />
        <TextField label="Phone" isOptional {...text("phone")} type="tel" maxLength={30} />
        <StaffTypeField
          staffType={props.draft.edited.staffType}
          setStaffType={(type) =>
            (props.setStaffType ?? ((to) => props.draft.set("staffType", to)))(type)
          }
          problem={props.problems.staffType}
        />
        <RoleField
          role={props.draft.edited.role}
          setRole={(role) => (props.setRole ?? ((to) => props.draft.set("role", to)))(role)}
          problem={props.problems.role}
        />
        <PermissionFields draft={props.draft} />
        <div class="field">
          <span class="label">School</span>
          <p class="fixed">
            {school.school()?.name}, {school.school()?.postcode}
          </p>
        </div>
      </fieldset>
    </>
  );
}
