import { Show } from "solid-js";
import type { PublicGroup } from "#domain/groups";
import { perform } from "../actions/perform.ts";
import { usePlace } from "../place.ts";
import { createGroupCommands } from "./commands.ts";
import { reopen } from "./undo.ts";

/** Puts a group away, or brings it back. It shows at once. */
export function GroupActions(props: { group: PublicGroup }) {
  const { school } = usePlace();
  const commands = createGroupCommands(school);
  return (
    <section class="user-actions" aria-label="Status">
      <Show
        when={props.group.status === "active"}
        fallback={
          <button type="button" class="button" onClick={bringBack}>
            Reactivate
          </button>
        }
      >
        <p class="muted">An inactive group keeps its members and leaves everybody’s lists.</p>
        <button type="button" class="button dangerous" onClick={putAway}>
          Deactivate
        </button>
      </Show>
    </section>
  );

  function putAway(): void {
    const { id, name } = props.group;
    perform({
      about: id,
      ask: () => commands.close(id),
      done: { text: `Deactivated ${name}.` },
      undo: {
        take: () => reopen(school, id),
        isOffered: () => school.groups.at(id)?.status === "inactive",
        now: school.clock.second,
      },
      failed: `${name} is not deactivated.`,
    });
  }

  function bringBack(): void {
    const { id, name } = props.group;
    perform({
      about: id,
      ask: () => commands.reopen(id),
      done: { text: `${name} is active again.`, tone: "good" },
      failed: `${name} is still inactive.`,
    });
  }
}
