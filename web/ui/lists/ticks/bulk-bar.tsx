import X from "lucide-solid/icons/x";
import { type ParentProps, Show } from "solid-js";
import { useKey } from "../../keys.ts";

interface BulkBarProps {
  /** What is ticked: `Ticked users`. */
  label: string;
  count: number;
  /** What of it may be done, in words. */
  words?: string | undefined;
  clear: () => void;
}

/** An open panel has it first. */
const clearKey = { press: "Escape", does: "Take the ticks away" };

/** What may be done with every ticked row. Escape takes the ticks away. */
export function BulkBar(props: ParentProps<BulkBarProps>) {
  useKey(clearKey, () => document.querySelector(".side-panel") ?? props.clear());
  return (
    <section class="bulk-bar" aria-label={props.label}>
      <strong class="bulk-count" role="status">
        {props.count} ticked
        <Show when={props.words}>{(words) => <span class="bulk-words">{words()}</span>}</Show>
      </strong>
      {props.children}
      <button type="button" class="button" onClick={() => props.clear()}>
        <X size={16} aria-hidden="true" />
        Clear
      </button>
    </section>
  );
}
