import { For, Show } from "solid-js";
import { usePresence } from "../../presence/use-presence.ts";
import { doingsInWords } from "../../presence/words.ts";
import { Avatar } from "../avatar.tsx";

/** As many avatars as leave room for the words. */
const most = 2;

/** On a row: who else has it in hand, and what they do there [C1]. */
export function PresenceMark(props: { id: string }) {
  const presence = usePresence();
  const here = () => presence.on(props.id);
  return (
    <Show when={here().length > 0}>
      <span class="presence-mark" title={doingsInWords(here())}>
        <For each={here().slice(0, most)}>{(person) => <Avatar name={person.name} isSmall />}</For>
        <span class="presence-words">{doingsInWords(here())}</span>
      </span>
    </Show>
  );
}
