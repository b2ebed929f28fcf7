import { createUniqueId, For } from "solid-js";

interface ChoiceFieldProps<T extends string> {
  label: string;
  options: readonly T[];
  names: Record<T, string>;
  value: T | null;
  choose: (value: T | null) => void;
}

/** One value for many rows, or each its own. */
export function ChoiceField<T extends string>(props: ChoiceFieldProps<T>) {
  const id = createUniqueId();
  return (
    <div class="field">
      <label class="label" for={id}>
        {props.label}
      </label>
      <select
        id={id}
        class="input"
        value={props.value ?? ""}
        onChange={(event) =>
          props.choose(props.options.find((each) => each === event.currentTarget.value) ?? null)
        }
      >
        <option value="">Leave as it is</option>
        <For each={props.options}>
          {(option) => <option value={option}>{props.names[option]}</option>}
        </For>
      </select>
    </div>
  );
}
