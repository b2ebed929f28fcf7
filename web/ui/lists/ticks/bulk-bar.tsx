import { type ParentProps, Show } from "solid-js";
import { useKey } from "../../keys.ts";

interface BulkBarProps {
  /** What is ticked: `Ticked users`. */
  label: string;
  count: number;
  /** What of it may be done, in words. */
  words?: string | undefined;
  /** What those are called that are ticked but not in the list as it is asked for. */
  outOfSight?: readonly string[];
  clear: () => void;
}

/** An open panel has it first. */
const clearKey = { press: "Escape", does: "Take the ticks away" };

/** What may be done with every ticked row. Escape takes the ticks away. */
export function BulkBar(props: ParentProps<BulkBarProps>) {
  useKey(clearKey, () => document.querySelector(".side-panel") ?? props.clear());
  const hidden = () => props.outOfSight ?? [];
  return (
    <section class="bulk-bar" aria-label={props.label}>
      <strong class="bulk-count" role="status">
        {props.count} ticked
        <Show when={props.words}>{(words) => <span class="bulk-words">{words()}</span>}</Show>
        <Show when={hidden().length > 0}>
          <span class="bulk-words" title={hidden().join("\n")}>
            {inWords(hidden())}
          </span>
        </Show>
      </strong>
      <div class="bulk-acts">
        {props.children}
        <button type="button" class="button bulk-clear" onClick={() => props.clear()}>
          Clear
          <span class="bulk-key" aria-hidden="true">
            Esc
          </span>
        </button>
      </div>
    </section>
  );
}

/** Nothing happens to somebody who is not seen without their name being said. */
function inWords(hidden: readonly string[]): string {
  const [first, second, ...more] = hidden;
  const names = [first, second, more.length > 0 ? `${more.length} more` : null].filter(Boolean);
  return `not in this list: ${names.join(", ")}`;
}
