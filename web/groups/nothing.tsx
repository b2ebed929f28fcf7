import { Show } from "solid-js";
import { HelpLink } from "../ui/help-link.tsx";
import type { GroupFilter } from "./list.ts";

interface NoGroupsProps {
  filter: GroupFilter;
  query: string;
  /** Whether the school has groups that are not shown. */
  hasAny: boolean;
  clear: () => void;
  add: () => void;
}

/** In place of the list, when no group is in it. */
export function NoGroups(props: NoGroupsProps) {
  const isNoneGone = () => props.hasAny && props.filter === "inactive" && !props.query;
  return (
    <div class="panel">
      <h2>{title()}</h2>
      <p>{words()}</p>
      <Show when={!props.hasAny}>
        <p>
          <HelpLink to="groups">Who looks after groups?</HelpLink>
        </p>
      </Show>
      <Show
        when={props.hasAny}
        fallback={
          <button type="button" class="button primary" onClick={() => props.add()}>
            Add your first group
          </button>
        }
      >
        <button type="button" class="button" onClick={() => props.clear()}>
          Show all groups
        </button>
      </Show>
    </div>
  );

  function title(): string {
    if (!props.hasAny) return "No groups yet";
    return isNoneGone() ? "No group is inactive" : "No group matches";
  }

  function words(): string {
    if (!props.hasAny)
      return "A group is a class, a tutor group or a team. Whoever is in it sees it on their home.";
    return isNoneGone()
      ? "Groups that are put away stand here, with their members as they were."
      : "Try another word, or look at all groups.";
  }
}
