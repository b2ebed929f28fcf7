import { createUniqueId, For, Show } from "solid-js";
import { canGrant, type Role, roleGuidance, roleNames, roles } from "#domain/roles";
import { type StaffType, staffTypeNames, staffTypes } from "#domain/staff";
import { usePlace } from "../stores/school.ts";

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

/** Role and staff type. Only roles that one may grant are offered [I1]. */
export function RoleFields(props: RoleFieldsProps) {
  const { me } = usePlace();
  const id = createUniqueId();
  const grantable = () => roles.filter((role) => canGrant(me.role, role));
  return (
    <>
      <fieldset class="role-field" aria-labelledby={`${id}-legend`}>
        <legend id={`${id}-legend`} class="label">
          Role
        </legend>
        <div class="role-cards">
          <For each={grantable()}>
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
        <Show when={props.problems?.role}>
          {(words) => (
            <p class="field-note bad" role="alert">
              {words()}
            </p>
          )}
        </Show>
      </fieldset>
      <div class="field">
        <label class="label" for={`${id}-type`}>
          Staff type
        </label>
        <select
          id={`${id}-type`}
          class="input"
          value={props.staffType ?? ""}
          onChange={(event) => props.setStaffType(staffTypes.find((type) => type === event.currentTarget.value) ?? null)}
        >
          <For each={staffTypes}>{(type) => <option value={type}>{staffTypeNames[type]}</option>}</For>
          <option value="">Not said</option>
        </select>
        <Show when={props.problems?.staffType}>
          {(words) => (
            <p class="field-note bad" role="alert">
              {words()}
            </p>
          )}
        </Show>
      </div>
    </>
  );
}
