import { For, Show } from "solid-js";
import { usePresence } from "../../presence/use-presence.ts";
import { hereInWords } from "../../presence/words.ts";
import { Avatar } from "../avatar.tsx";

/** More than this would push the words aside. */
const most = 3;

/** Beside the way to a page: who else is on it [C1]. */
export function PresenceDots(props: { page: string }) {
  const presence = usePresence();
  const here = () => presence.at(props.page);
  return (
    <Show when={here().length > 0}>
      <span class="presence-dots">
        <For each={here().slice(0, most)}>{(person) => <Avatar name={person.name} isSmall />}</For>
        <span class="visually-hidden">. {hereInWords(here())}</span>
      </span>
    </Show>
  );
}
