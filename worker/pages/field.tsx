import type { Child, JSX } from "hono/jsx";

export type FieldProps = Omit<JSX.IntrinsicElements["input"], "class"> & {
  name: string;
  label: string;
  /** What is wrong with what was typed, as a sentence. */
  slip?: string;
  hint?: Child;
  isOptional?: boolean;
  /** Puts the cursor here: the first field that is wrong. */
  isFirst?: boolean;
  /** Its place in the form's grid. */
  class?: string;
  /** What stands under the input. */
  children?: Child;
};

/** A labelled input with its hint, and what is wrong with it. */
export function Field({
  name,
  label,
  slip,
  hint,
  isOptional,
  isFirst,
  class: place = "",
  children,
  ...input
}: FieldProps) {
  const describedBy = [slip && `${name}-slip`, hint && `${name}-hint`].filter(Boolean).join(" ");
  return (
    <div class={`field ${place}`.trim()}>
      <label for={name}>
        {label}
        {isOptional && <span class="quiet"> (optional)</span>}
      </label>
      {slip && (
        <p class="slip" id={`${name}-slip`}>
          {slip}
        </p>
      )}
      <div class="frame">
        <input
          id={name}
          name={name}
          required={!isOptional}
          autofocus={isFirst}
          aria-invalid={slip ? "true" : undefined}
          aria-describedby={describedBy || undefined}
          {...input}
        />
        {input.type === "password" && <Reveal />}
      </div>
      {children}
      {hint && (
        <div class="hint" id={`${name}-hint`}>
          {hint}
        </div>
      )}
    </div>
  );
}

/** Shows a password while it is typed, where a script helps with that. */
function Reveal() {
  return (
    <button
      type="button"
      class="small reveal"
      aria-pressed="false"
      aria-label="Show password"
      hidden
    >
      Show
    </button>
  );
}

/** What every username field asks of keyboards and browsers. */
export const usernameInput = {
  name: "username",
  label: "Username",
  autocomplete: "username",
  autocapitalize: "off",
  spellcheck: "false",
} as const;

/** The same where somebody signs in: their confirmed e-mail address does as well [A11]. */
export const loginInput = { ...usernameInput, label: "Username or e-mail address" } as const;
