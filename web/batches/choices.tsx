import { For } from "solid-js";
import { canGrant, type Role, roleNames, roles } from "#domain/roles";
import { type StaffType, staffTypeNames, staffTypes } from "#domain/users/staff";
import { usePlace } from "../place.ts";

interface ChoiceProps<T> {
  label: string;
  value: T;
  set: (value: T) => void;
}

/** A role in few pixels: those one may give, and the one that stands there. */
export function RoleChoice(props: ChoiceProps<Role>) {
  const { me } = usePlace();
  const offered = () => roles.filter((role) => canGrant(me.role, role) || role === props.value);
  return (
    <select
      class="input"
      aria-label={props.label}
      value={props.value}
      onChange={(event) =>
        props.set(roles.find((role) => role === event.currentTarget.value) ?? props.value)
      }
    >
      <For each={offered()}>{(role) => <option value={role}>{roleNames[role]}</option>}</For>
    </select>
  );
}

/** A staff type in few pixels. */
export function StaffTypeChoice(props: ChoiceProps<StaffType | null>) {
  return (
    <select
      class="input"
      aria-label={props.label}
      value={props.value ?? ""}
      onChange={(event) =>
        props.set(staffTypes.find((type) => type === event.currentTarget.value) ?? null)
      }
    >
      <For each={staffTypes}>{(type) => <option value={type}>{staffTypeNames[type]}</option>}</For>
      <option value="">Not said</option>
    </select>
  );
}
