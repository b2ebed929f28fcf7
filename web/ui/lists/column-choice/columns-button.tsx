import Columns3 from "lucide-solid/icons/columns-3";
import { createSignal, Show } from "solid-js";
import { lateDialog } from "../../waiting/late.tsx";
import type { Listed } from "../list.ts";
import type { ColumnChoice } from "./column-choice.ts";

const ColumnsPopover = lateDialog(() => import("./columns-popover.tsx"));

/** Opens the choice of columns. Phones have none. */
export function ColumnsButton<T extends Listed>(props: { choice: ColumnChoice<T> }) {
  const [anchor, setAnchor] = createSignal<HTMLElement | null>(null);
  return (
    <>
      <button
        type="button"
        class="button columns-button"
        title="Columns"
        aria-label="Columns"
        aria-haspopup="dialog"
        aria-expanded={anchor() !== null}
        onPointerEnter={ColumnsPopover.preload}
        onClick={(event) => setAnchor(anchor() ? null : event.currentTarget)}
      >
        <Columns3 size={16} aria-hidden="true" />
      </button>
      <Show when={anchor()} keyed>
        {(at) => (
          <ColumnsPopover
            choice={props.choice as unknown as ColumnChoice<Listed>}
            anchor={at}
            close={() => setAnchor(null)}
          />
        )}
      </Show>
    </>
  );
}
