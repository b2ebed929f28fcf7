import { createMemo, For, Show } from "solid-js";
import { fullName } from "#domain/names";
import { isActive } from "#domain/users/seen";
import type { Ask } from "../actions/open-dialog.ts";
import { usePlace } from "../place.ts";
import { bySurname, membersOf } from "./people.ts";

/** Who is in a group, and the way to change that. */
export function GroupMembers(props: { id: string; ask: Ask }) {
  const { school } = usePlace();
  const members = createMemo(() => bySurname(membersOf(school, props.id).filter(isActive)));
  return (
    <section class="members" aria-label="Members">
      <div class="members-top">
        <h3 class="label">Staff · {members().length}</h3>
        <button
          type="button"
          class="button"
          onClick={() => props.ask({ dialog: "members", id: props.id })}
        >
          Change members
        </button>
      </div>
      <Show when={members().length > 0} fallback={<p class="muted">Nobody is in it yet.</p>}>
        <ul class="names">
          <For each={members()}>{(user) => <li>{fullName(user)}</li>}</For>
        </ul>
      </Show>
    </section>
  );
}
