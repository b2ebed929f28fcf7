import { Show } from "solid-js";
import { HelpLink } from "../ui/help-link.tsx";
import type { UserFilter } from "./list.ts";

/** In place of the list, when nobody is in it. */
export function NoUsers(props: { filter: UserFilter; query: string; clear: () => void }) {
  const isNobodyGone = () => props.filter === "inactive" && !props.query;
  return (
    <div class="panel">
      <h2>{isNobodyGone() ? "Nobody is inactive" : "Nobody matches"}</h2>
      <p>
        {isNobodyGone()
          ? "People whose account is deactivated stand here. Nobody is ever deleted."
          : "Try another word, or look at everybody."}
      </p>
      <Show when={isNobodyGone()}>
        <p>
          <HelpLink to="somebody-left">When somebody leaves</HelpLink>
        </p>
      </Show>
      <button type="button" class="button" onClick={() => props.clear()}>
        Show everybody
      </button>
    </div>
  );
}
