import X from "lucide-solid/icons/x";
import { createMemo, createUniqueId, For, Show } from "solid-js";
import { byGroupName } from "../groups/people.ts";
import { usePlace } from "../place.ts";
import { groupsIn } from "./draft.ts";

interface PupilGroupsProps {
  /** Their ids, parted by spaces. */
  groups: string;
  setGroups: (groups: string) => void;
}

/** The groups a pupil is in: each may be left, others are chosen from a list. */
export function PupilGroups(props: PupilGroupsProps) {
  const { school } = usePlace();
  const id = createUniqueId();
  const ids = createMemo(() => groupsIn(props.groups));
  const chosen = createMemo(() => byGroupName(ids().flatMap((one) => school.groups.at(one) ?? [])));
  const offered = createMemo(() =>
    byGroupName(
      school.groups.all().filter((one) => one.status === "active" && !ids().includes(one.id)),
    ),
  );
  return (
    <div class="field">
      <label class="label" for={id}>
        Groups
      </label>
      <ul class="pupil-groups">
        <For each={chosen()}>
          {(group) => (
            <li>
              {group.name}
              <button
                type="button"
                class="button quiet"
                aria-label={`Leave ${group.name}`}
                onClick={() => put(ids().filter((one) => one !== group.id))}
              >
                <X size={14} aria-hidden="true" />
              </button>
            </li>
          )}
        </For>
      </ul>
      <Show
        when={offered().length > 0}
        fallback={<p class="field-note">There is no other group to choose.</p>}
      >
        <select
          id={id}
          class="input"
          onChange={(event) => {
            put([...ids(), event.currentTarget.value]);
            event.currentTarget.value = "";
          }}
        >
          <option value="">Add to a group…</option>
          <For each={offered()}>{(group) => <option value={group.id}>{group.name}</option>}</For>
        </select>
      </Show>
    </div>
  );

  function put(groups: readonly string[]): void {
    props.setGroups([...groups].filter(Boolean).sort().join(" "));
  }
}
