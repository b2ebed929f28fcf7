import { createUniqueId, For } from "solid-js";

interface ChoiceFieldProps<T extends string> {
  label: string;
  value: T;
  setValue: (value: T) => void;
  options: readonly (readonly [value: T, name: string])[];
}

/** One of a few, with its name above. */
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
        onChange={(event) => props.setValue(event.currentTarget.value as T)}
      >
        <For each={props.options}>
          {([value, name]) => (
            <option value={value} selected={value === props.value}>
              {name}
            </option>
          )}
        </For>
      </select>
    </div>
  );
}
