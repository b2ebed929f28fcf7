import { children, createUniqueId, For, type JSX, Show } from "solid-js";

interface TextFieldProps {
  label: string;
  value: string;
  setValue: (value: string) => void;
  problem?: string | undefined;
  /** What stands below while nothing is wrong. */
  hint?: string;
  /** What stands below instead of the problem or hint. */
  note?: (id: string) => JSX.Element;
  /** Something is wrong that the note says. */
  isWrong?: boolean;
  isOptional?: boolean;
  isDisabled?: boolean;
  type?: "text" | "email" | "tel" | "password";
  autocomplete?: "off" | "current-password" | "new-password";
  maxLength: number;
  suggestions?: readonly string[];
  /** To be read letter by letter. */
  isCode?: boolean;
  /** A button beside it. */
  beside?: JSX.Element;
  /** What else happens when it is left. */
  onLeave?: (value: string) => void;
}

/** A line to type in, with its name above and what is to be said about it below. */
export function TextField(props: TextFieldProps) {
  const id = createUniqueId();
  const beside = children(() => props.beside);
  const isWord = () => (props.type ?? "text") === "text" && !props.isCode;
  return (
    <div class="field">
      <label class="label" for={id}>
        {props.label} <Show when={props.isOptional}>{<span class="optional">optional</span>}</Show>
      </label>
      <div classList={{ "with-button": Boolean(beside()) }}>
        <input
          id={id}
          class="input"
          classList={{ code: props.isCode }}
          type={props.type ?? "text"}
          value={props.value}
          disabled={props.isDisabled}
          maxlength={props.maxLength}
          autocomplete={props.autocomplete ?? "off"}
          autocapitalize={isWord() ? "words" : "none"}
          spellcheck={false}
          list={props.suggestions ? `${id}-list` : undefined}
          required={!props.isOptional}
          aria-invalid={Boolean(props.problem) || props.isWrong === true}
          aria-describedby={`${id}-note`}
          onInput={(event) => props.setValue(event.currentTarget.value)}
          onBlur={(event) => props.onLeave?.(event.currentTarget.value)}
        />
        {beside()}
      </div>
      <Show when={props.suggestions}>
        <datalist id={`${id}-list`}>
          <For each={props.suggestions}>{(suggestion) => <option value={suggestion} />}</For>
        </datalist>
      </Show>
      <Show
        when={props.note}
        fallback={
          <p
            id={`${id}-note`}
            class="field-note"
            classList={{ bad: Boolean(props.problem) }}
            aria-live="polite"
          >
            {props.problem || props.hint}
          </p>
        }
      >
        {(below) => below()(`${id}-note`)}
      </Show>
    </div>
  );
}
