import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import type { Present } from "#party/protocol";
import { usePresence } from "../../presence/use-presence.ts";
import { Avatar } from "../avatar.tsx";
import { createNarrow } from "../narrow-screen.ts";
import { useWhereabouts } from "./whereabouts.ts";

/** Who else is looking, wherever they are [C1]. Nothing when nobody is. */
export function PresenceStack() {
  const whereabouts = useWhereabouts();
  const presence = usePresence();
  const isNarrow = createNarrow();
  const most = () => (isNarrow() ? 2 : 4);
  const words = (person: Present) => `${person.name}, ${whereabouts.words(person)}`;
  const more = () => presence.others().slice(most());
  return (
    <Show when={presence.others().length > 0}>
      <ul class="presence-stack" aria-label="Also here">
        <For each={presence.others().slice(0, most())}>
          {(person) => (
            <li>
              <A href={whereabouts.href(person)} title={words(person)} noScroll>
                <Avatar name={person.name} />
                <span class="visually-hidden">{words(person)}</span>
              </A>
            </li>
          )}
        </For>
        <Show when={more().length > 0}>
          <li class="presence-more" title={more().map(words).join("\n")}>
            <span aria-hidden="true">+{more().length}</span>
            <span class="visually-hidden">{more().map(words).join("; ")}</span>
          </li>
        </Show>
      </ul>
    </Show>
  );
}
