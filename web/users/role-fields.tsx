import { createUniqueId, For, Show } from "solid-js";
import { canGrant, type Role, roleGuidance, roleNames, roles } from "#domain/roles";
import { type StaffType, staffTypeNames, staffTypes } from "#domain/users/staff";
import { usePlace } from "../place.ts";
import { HelpLink } from "../ui/help-link.tsx";

interface RoleFieldsProps {
  role: Role;
  staffType: StaffType | null;
  setRole: (role: Role) => void;
  setStaffType: (staffType: StaffType | null) => void;
  problems?: Record<string, string>;
}

/** What somebody of this role most often is. */
export const likelyStaffType: Record<Role, StaffType> = {
  viewer: "teaching_assistant",
  editor: "teacher",
  admin: "ict_coordinator",
  owner: "headteacher",
};

/** Role and staff type of an invite. */
export function RoleFields(props: RoleFieldsProps) {
  return (
    <>
      <RoleField role={props.role} setRole={props.setRole} problem={props.problems?.role} />
      <StaffTypeField
        staffType={props.staffType}
        setStaffType={props.setStaffType}
        problem={props.problems?.staffType}
        mayBeNone
      />
    </>
  );
}

interface RoleFieldProps {
  role: Role;
  setRole: (role: Role) => void;
  problem?: string | undefined;
}

/** Only roles that one may grant are offered [I1], and the one that somebody has. */
export function RoleField(props: RoleFieldProps) {
  const { me } = usePlace();
  const id = createUniqueId();
  const offered = () => roles.filter((role) => canGrant(me.role, role) || role === props.role);
  return (
    <fieldset
      class="role-field"
      aria-labelledby={`${id}-legend`}
      data-wrong={props.problem ? "" : undefined}
    >
      <legend id={`${id}-legend`} class="label">
        Role
      </legend>
      <div class="role-cards">
        <For each={offered()}>
          {(role) => (
            <label class="role-card">
              <input
                type="radio"
                name={`${id}-role`}
                value={role}
                checked={props.role === role}
                aria-labelledby={`${id}-${role}`}
                aria-describedby={`${id}-${role}-guidance`}
                onChange={() => props.setRole(role)}
              />
              <span>
                <strong id={`${id}-${role}`}>{roleNames[role]}</strong>
                <span id={`${id}-${role}-guidance`} class="guidance">
                  {roleGuidance[role]}
                </span>
              </span>
            </label>
          )}
        </For>
      </div>
      <Show when={props.problem}>
        {(words) => (
          <p class="field-note bad" role="alert">
            {words()}
          </p>
        )}
      </Show>
      <p class="field-note alone">
        <HelpLink to="who-can-what" isApart>
          Who can do what?
        </HelpLink>
      </p>
    </fieldset>
  );
}

interface StaffTypeFieldProps {
  staffType: StaffType | null;
  setStaffType: (staffType: StaffType | null) => void;
  /** Whether it may be left unsaid. */
  mayBeNone?: boolean;
  problem?: string | undefined;
}

export function StaffTypeField(props: StaffTypeFieldProps) {
  const id = createUniqueId();
  return (
    <div class="field">
      <label class="label" for={`${id}-type`}>
        Staff type
      </label>
      <select
        id={`${id}-type`}
        class="input"
        value={props.staffType ?? ""}
        onChange={(event) =>
          props.setStaffType(staffTypes.find((type) => type === event.currentTarget.value) ?? null)
        }
      >
        <For each={staffTypes}>
          {(type) => <option value={type}>{staffTypeNames[type]}</option>}
        </For>
        <Show when={props.mayBeNone || props.staffType === null}>
          <option value="">Not said</option>
        </Show>
      </select>
      <Show when={props.problem}>
        {(words) => (
          <p class="field-note bad" role="alert">
            {words()}
          </p>
        )}
      </Show>
    </div>
  );
}
