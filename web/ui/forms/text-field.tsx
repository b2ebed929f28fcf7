import { createUniqueId, For, type JSX, Show } from "solid-js";

interface TextFieldProps {
  label: string;
  value: string;
  setValue: (value: string) => void;
  problem?: string | undefined;
  isOptional?: boolean;
  isDisabled?: boolean;
  type?: "text" | "email" | "tel";
  maxLength: number;
  suggestions?: readonly string[];
  /** What stands below instead of the problem alone. */
  note?: (id: string) => JSX.Element;
}

/** A line to type in, with its name above and what is to be said about it below. */
export function TextField(props: TextFieldProps) {
  const id = createUniqueId();
  const isTyped = () => (props.type ?? "text") !== "text";
  return (
    <div class="field">
      <label class="label" for={id}>
        {props.label} <Show when={props.isOptional}>{<span class="optional">optional</span>}</Show>
      </label>
      <input
        id={id}
        class="input"
        type={props.type ?? "text"}
        value={props.value}
        disabled={props.isDisabled}
        maxlength={props.maxLength}
        autocomplete="off"
        autocapitalize={isTyped() ? "none" : "words"}
        spellcheck={false}
        list={props.suggestions ? `${id}-list` : undefined}
        required={!props.isOptional}
        aria-invalid={Boolean(props.problem)}
        aria-describedby={`${id}-note`}
        onInput={(event) => props.setValue(event.currentTarget.value)}
      />
      <Show when={props.suggestions}>
        <datalist id={`${id}-list`}>
          <For each={props.suggestions}>{(suggestion) => <option value={suggestion} />}</For>
        </datalist>
      </Show>
      <Show
        when={props.note}
        fallback={
          <p id={`${id}-note`} class="field-note bad" aria-live="polite">
            {props.problem}
          </p>
        }
      >
        {(below) => below()(`${id}-note`)}
      </Show>
    </div>
  );
}
