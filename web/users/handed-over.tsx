import Copy from "lucide-solid/icons/copy";
import { createSignal, Show } from "solid-js";
import { HelpLink } from "../ui/help-link.tsx";
import { note } from "../ui/notes.tsx";

/** What whoever leaves it is asked. */
export const shownOnce = {
  words: "The password is not shown again.",
  stay: "Look at it",
  leave: "I have it",
};

/** A password that an admin hands over: shown once, large, to be read out or copied [A2] [A9]. */
export function HandedOver(props: { name: string; username: string; password: string | null }) {
  const [isCopied, setCopied] = createSignal(false);
  return (
    <Show
      when={props.password}
      fallback={
        <p>
          The one-time password was shown before, and is kept nowhere. Set a new one if it was lost.
        </p>
      }
    >
      {(password) => (
        <div class="handed-over">
          <dl class="details">
            <div>
              <dt>Username</dt>
              <dd translate="no">{props.username}</dd>
            </div>
            <div>
              <dt>One-time password</dt>
              <dd translate="no">
                <output class="one-time">{password()}</output>
              </dd>
            </div>
          </dl>
          <button type="button" class="button" onClick={() => void copy(password())}>
            <Copy size={16} aria-hidden="true" />
            {isCopied() ? "Copied" : "Copy"}
          </button>
          <p>
            Hand both to {props.name}. It must be changed at the first sign-in.{" "}
            <strong>It is shown only now.</strong>{" "}
            <HelpLink to="hand-over-password" isApart>
              How to hand it over
            </HelpLink>
          </p>
        </div>
      )}
    </Show>
  );

  async function copy(password: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(password);
      setCopied(true);
    } catch {
      note({
        text: "Your browser did not allow copying.",
        detail: "Write the password down instead.",
        tone: "bad",
      });
    }
  }
}
