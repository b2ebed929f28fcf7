import { type ComponentProps, createSignal } from "solid-js";
import { TextField } from "./text-field.tsx";

type PasswordFieldProps = Omit<ComponentProps<typeof TextField>, "type" | "isCode" | "beside">;

/** A line for a password, which can be shown while it is typed. */
export function PasswordField(props: PasswordFieldProps) {
  const [isShown, setShown] = createSignal(false);
  return (
    <TextField
      {...props}
      type={isShown() ? "text" : "password"}
      isCode={isShown()}
      beside={
        <button
          type="button"
          class="button"
          aria-pressed={isShown()}
          aria-label={`Show ${props.label.toLowerCase()}`}
          onClick={({ currentTarget }) => {
            setShown(!isShown());
            // Browsers offer to keep what stands in a password field.
            currentTarget.form?.addEventListener("submit", () => setShown(false), { once: true });
          }}
        >
          Show
        </button>
      }
    />
  );
}
