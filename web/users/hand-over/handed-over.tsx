import Copy from "lucide-solid/icons/copy";
import Printer from "lucide-solid/icons/printer";
import { createSignal, Show } from "solid-js";
import { HelpLink } from "../../ui/help-link.tsx";
import { note } from "../../ui/notes.tsx";
import { type Handed, Slip, textOf } from "./slip.tsx";

/** What whoever leaves it is asked. */
export const shownOnce = {
  words: "The password is not shown again.",
  stay: "Look at it",
  leave: "I have it",
};

/** A password that an admin hands over: shown once, large, to be read out, copied or printed [A2] [A9] [A18]. */
export function HandedOver(props: { name: string; username: string; password: string | null }) {
  const [isCopied, setCopied] = createSignal(false);
  const handed = (): Handed | null =>
    props.password === null ? null : { ...props, password: props.password };
  return (
    <Show
      when={handed()}
      fallback={
        <p>
          The one-time password was shown before, and is kept nowhere. Set a new one if it was lost.
        </p>
      }
    >
      {(slip) => (
        <div class="handed-over">
          <Slip {...slip()} />
          <div class="handed-over-acts">
            <button type="button" class="button" onClick={() => void copy(slip())}>
              <Copy size={16} aria-hidden="true" />
              {isCopied() ? "Copied" : "Copy slip"}
            </button>
            <button type="button" class="button" onClick={() => print()}>
              <Printer size={16} aria-hidden="true" />
              Print slip
            </button>
          </div>
          <p>
            Hand it to {props.name}. The password must be changed at the first sign-in.{" "}
            <strong>It is shown only now.</strong>{" "}
            <HelpLink to="hand-over-password" isApart>
              How to hand it over
            </HelpLink>
          </p>
        </div>
      )}
    </Show>
  );

  async function copy(slip: Handed): Promise<void> {
    try {
      await navigator.clipboard.writeText(textOf(slip));
      setCopied(true);
    } catch {
      note({
        text: "Your browser did not allow copying.",
        detail: "Print the slip or write the password down instead.",
        tone: "bad",
      });
    }
  }
}
