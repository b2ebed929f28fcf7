import { For } from "solid-js";
import { Popover } from "../../popover.tsx";
import type { Listed } from "../list.ts";
import type { ColumnChoice } from "./column-choice.ts";

interface ColumnsPopoverProps {
  choice: ColumnChoice<Listed>;
  anchor: HTMLElement;
  close: () => void;
}

/** Which columns to show. */
export default function ColumnsPopover(props: ColumnsPopoverProps) {
  return (
    <Popover label="Columns" anchor={props.anchor} close={props.close}>
      <For each={props.choice.optional()}>
        {(column) => (
          <label class="permission">
            <input
              type="checkbox"
              checked={props.choice.isShown(column)}
              onChange={() => props.choice.toggle(column)}
            />
            {column.heading}
          </label>
        )}
      </For>
      <p class="field-note">This browser remembers it. The file and paper have the same columns.</p>
    </Popover>
  );
}
