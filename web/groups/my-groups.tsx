import { createMemo, createSignal, For, Show } from "solid-js";
import { fullName } from "#domain/names";
import { can } from "#domain/roles";
import { isActive } from "#domain/users/seen";
import { Dialogs } from "../actions/dialogs.tsx";
import type { Asked } from "../actions/open-dialog.ts";
import { usePlace } from "../place.ts";
import { createMyPupils } from "../pupils/mine.ts";
import { PupilsIn } from "../pupils/pupils-in.tsx";
import { HelpLink } from "../ui/help-link.tsx";
import { bySurname, groupsOf, membersOf } from "./people.ts";

/** One's own groups at home: who else is in them; Editors change that. */
export default function MyGroups(_: { close: () => void }) {
  const { me, school } = usePlace();
  const [asked, setAsked] = createSignal<Asked | null>(null);
  const groups = createMemo(() => {
    const user = school.users.at(me.id);
    return user ? groupsOf(school, user).filter(({ status }) => status === "active") : [];
  });
  const pupils = createMyPupils(school.id, () => can(me.role, "seePupils") && groups().length > 0);
  return (
    <section class="card" aria-labelledby="home-groups">
      <h2 id="home-groups">My groups</h2>
      <Show
        when={groups().length > 0}
        fallback={
          <p class="muted">
            You are in no group yet. Admins of your school see to that.{" "}
            <HelpLink to="groups">Who looks after groups?</HelpLink>
          </p>
        }
      >
        <ul class="my-groups">
          <For each={groups()}>
            {(group) => (
              <li>
                <h3>
                  {group.name} <span class="sub">{group.yearGroup}</span>
                </h3>
                <p class="muted">{namesIn(group.id)}</p>
                <Show when={can(me.role, "seePupils")}>
                  <PupilsIn pupils={pupils()?.filter(isIn(group.id))} />
                </Show>
                <Show when={can(me.role, "changeOwnGroups")}>
                  <button
                    type="button"
                    class="button"
                    aria-label={`Change members of ${group.name}`}
                    onClick={() => setAsked({ dialog: "members", id: group.id })}
                  >
                    Members
                  </button>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <Dialogs asked={asked()} ask={setAsked} />
    </section>
  );

  function isIn(id: string) {
    return ({ groupIds }: { groupIds: readonly string[] }) => groupIds.includes(id);
  }

  function namesIn(id: string): string {
    return bySurname(membersOf(school, id).filter(isActive)).map(fullName).join(", ");
  }
}
