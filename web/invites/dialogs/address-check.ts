import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { isEmail, readEmail } from "#domain/emails";

/** What is known of the address in the box. */
export interface AddressCheck {
  is:
    | "empty"
    | "typing"
    | "invalid"
    | "checking"
    | "available"
    | "account_exists"
    | "account_inactive"
    | "invite_pending"
    | "unknown";
}

type Look = (email: string) => Promise<{
  available: boolean;
  reason: "account_exists" | "account_inactive" | "invite_pending" | "invalid" | null;
}>;

/** Somebody who pauses this long has stopped typing. */
const typingPauseMs = 250;
/** What does not look like an address is said only after this long. */
const invalidAfterMs = 900;

/** Asks the server about an address while it is typed [I2]. */
export function createAddressCheck(email: Accessor<string>, look: Look): Accessor<AddressCheck> {
  const [check, setCheck] = createSignal<AddressCheck>({ is: "empty" });
  createEffect(
    on(email, (typed) => {
      const address = readEmail(typed);
      if (!address) return setCheck({ is: "empty" });
      let isCurrent = true;
      const timer = isEmail(address)
        ? setTimeout(ask, typingPauseMs)
        : setTimeout(() => setCheck({ is: "invalid" }), invalidAfterMs);
      setCheck({ is: isEmail(address) ? "checking" : "typing" });
      onCleanup(() => {
        isCurrent = false;
        clearTimeout(timer);
      });

      async function ask(): Promise<void> {
        const answer = await look(address).catch(() => null);
        if (!isCurrent) return;
        // Without an answer nothing is said: sending decides all the same.
        setCheck({ is: answer === null ? "unknown" : (answer.reason ?? "available") });
      }
    }),
  );
  return check;
}
