import X from "lucide-solid/icons/x";
import { Show } from "solid-js";

/** Which part of the rows stands in the list, where it is not all of them; a press brings the others back. */
export function PartMark(props: { name: string | undefined; leave: () => void }) {
  return (
    <Show when={props.name}>
      {(name) => (
        <button
          type="button"
          class="part-mark"
          aria-label={`${name()}: show all again`}
          onClick={() => props.leave()}
        >
          {name()}
          <X size={14} aria-hidden="true" />
        </button>
      )}
    </Show>
  );
}
