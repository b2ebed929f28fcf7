import { useSearchParams } from "@solidjs/router";
import { createMemo, For, Show } from "solid-js";
import { usePlace } from "../place.ts";
import { byGroupName } from "./people.ts";

/** The one group whose people a list shows, which its address holds [U1]. */
export function createChosenGroup() {
  const [params, setParams] = useSearchParams<{ group: string }>();
  return {
    id: () => params.group ?? null,
    choose: (id: string | null) => setParams({ group: id }),
    /** The end of an address, with the group in it. */
    within(search: string): string {
      const all = new URLSearchParams(search);
      if (params.group) all.set("group", params.group);
      return all.size > 0 ? `?${all}` : "";
    },
  };
}

/** Chooses a group, where the school has any. */
export function GroupChoice(props: { chosen: ReturnType<typeof createChosenGroup> }) {
  const { school } = usePlace();
  const offered = createMemo(() =>
    byGroupName(
      school.groups
        .all()
        .filter(({ id, status }) => status === "active" || id === props.chosen.id()),
    ),
  );
  return (
    <Show when={offered().length > 0}>
      <label class="group-choice">
        <span class="visually-hidden">Group</span>
        <select
          class="input"
          value={props.chosen.id() ?? ""}
          onChange={(event) => props.chosen.choose(event.currentTarget.value || null)}
        >
          <option value="">All groups</option>
          <For each={offered()}>
            {({ id, name }) => (
              <option value={id} selected={id === props.chosen.id()}>
                {name}
              </option>
            )}
          </For>
        </select>
      </label>
    </Show>
  );
}
