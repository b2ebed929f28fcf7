import { createUniqueId, For, Show } from "solid-js";
import { type Role, roleNames } from "#domain/roles";
import { type StaffType, staffTypeNames } from "#domain/staff";
import type { Clash, UserDraft } from "../stores/user-draft.ts";
import { type Field, fieldNames, type UserEdit } from "../stores/user-edit.ts";

/** Fields that somebody else has changed too: both values, to choose from [C2]. */
export function UserClashes(props: { draft: UserDraft }) {
  return (
    <Show when={props.draft.clashes().length > 0}>
      <div class="clashes" role="alert">
        <p>
          <strong>Somebody else has just saved this account.</strong> You both changed this. Choose which to keep.
        </p>
        <For each={props.draft.clashes()}>{(clash) => <Choice clash={clash} choose={props.draft.choose} />}</For>
      </div>
    </Show>
  );
}

function Choice(props: { clash: Clash; choose: UserDraft["choose"] }) {
  const name = createUniqueId();
  return (
    <fieldset class="clash">
      <legend class="label">{fieldNames[props.clash.field]}</legend>
      <div class="clash-values">
        <For each={["mine", "theirs"] as const}>
          {(whose) => (
            <label class="clash-value">
              <input
                type="radio"
                name={name}
                checked={props.clash.chosen === whose}
                onChange={() => props.choose(props.clash.field, whose)}
              />
              <span>
                <span class="sub">{whose === "mine" ? "Yours" : "Theirs"}</span>
                <span class="breakable">{valueName(props.clash.field, props.clash[whose])}</span>
              </span>
            </label>
          )}
        </For>
      </div>
    </fieldset>
  );
}

function valueName(field: Field, value: UserEdit[Field]): string {
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (field === "role") return roleNames[value as Role];
  if (field === "staffType") return value === null ? "Not said" : staffTypeNames[value as StaffType];
  return value || "Nothing";
}
