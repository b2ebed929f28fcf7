import { createUniqueId, For } from "solid-js";
import type { UserDraft } from "./draft.ts";
import { permissionFields, permissionNames } from "./edit.ts";

/** What somebody may do beside their role [A5]. */
export function PermissionFields(props: { draft: UserDraft }) {
  const id = createUniqueId();
  return (
    <fieldset class="permissions" aria-labelledby={id}>
      <legend id={id} class="label">
        Permissions
      </legend>
      <For each={permissionFields}>
        {(field) => (
          <label class="permission">
            <input
              type="checkbox"
              checked={props.draft.edited[field]}
              onChange={(event) => props.draft.set(field, event.currentTarget.checked)}
            />
            {permissionNames[field]}
          </label>
        )}
      </For>
      <p class="field-note">
        SLT and Headteacher bring the first two; other staff types clear them.
      </p>
    </fieldset>
  );
}
