import { createUniqueId, Show } from "solid-js";

interface TextAreaProps {
  label: string;
  value: string;
  setValue: (value: string) => void;
  problem?: string | undefined;
  hint?: string;
  isOptional?: boolean;
  rows: number;
  maxLength: number;
}

/** Several lines to type, with their name above and what is to be said about them below. */
export function TextArea(props: TextAreaProps) {
  const id = createUniqueId();
  return (
    <div class="field">
      <label class="label" for={id}>
        {props.label} <Show when={props.isOptional}>{<span class="optional">optional</span>}</Show>
      </label>
      <textarea
        id={id}
        class="input"
        rows={props.rows}
        maxlength={props.maxLength}
        required={!props.isOptional}
        aria-invalid={Boolean(props.problem)}
        aria-describedby={`${id}-note`}
        value={props.value}
        onInput={(event) => props.setValue(event.currentTarget.value)}
      />
      <p
        id={`${id}-note`}
        class="field-note"
        classList={{ bad: Boolean(props.problem) }}
        aria-live="polite"
      >
        {props.problem || props.hint}
      </p>
    </div>
  );
}
