import { createMemo, For, Show } from "solid-js";
import type { PublicUser } from "#domain/users";
import type { Ask } from "../actions/open-dialog.ts";
import { usePlace } from "../place.ts";
import { groupsOf } from "./people.ts";

/** Which groups somebody is in, and the way to change that. */
export function UserGroups(props: { user: PublicUser; ask: Ask }) {
  const { school } = usePlace();
  const groups = createMemo(() => groupsOf(school, props.user));
  return (
    <section class="members" aria-label="Groups">
      <div class="members-top">
        <h3 class="label">Groups · {groups().length}</h3>
        <button
          type="button"
          class="button"
          onClick={() => props.ask({ dialog: "groups", id: props.user.id })}
        >
          Change groups
        </button>
      </div>
      <Show when={groups().length > 0} fallback={<p class="muted">In no group yet.</p>}>
        <ul class="names">
          <For each={groups()}>
            {({ name, status }) => <li>{status === "active" ? name : `${name} (inactive)`}</li>}
          </For>
        </ul>
      </Show>
    </section>
  );
}
