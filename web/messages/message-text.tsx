import { For, Show } from "solid-js";
import { partsOf } from "#domain/messages";

/** Plain text of which web addresses, and nothing else, are links. */
export function MessageText(props: { text: string }) {
  return (
    <p class="message-text">
      <For each={partsOf(props.text)}>
        {(part) => (
          <Show when={part.isLink} fallback={part.text}>
            <a href={part.text} target="_blank" rel="noopener noreferrer nofollow">
              {part.text}
            </a>
          </Show>
        )}
      </For>
    </p>
  );
}
