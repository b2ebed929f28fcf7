import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import { canonicalUsername, slipIn } from "#domain/users/usernames";

/** What is known of the username in the box. */
export type NameCheck =
  | { is: "empty" | "checking" | "free" | "unknown" }
  | { is: "wrong"; why: string }
  | { is: "taken"; suggestion: string | null };

type LookName = (username: string) => Promise<{ available: boolean; suggestion: string | null }>;

/** Somebody who pauses this long has stopped typing. */
const typingPauseMs = 250;

/** Asks the server about a username while it is typed [A4]. */
export function createNameCheck(username: Accessor<string>, look: LookName): Accessor<NameCheck> {
  const [check, setCheck] = createSignal<NameCheck>({ is: "empty" });
  createEffect(
    on(username, (typed) => {
      const name = canonicalUsername(typed);
      if (!name) return setCheck({ is: "empty" });
      const slip = slipIn(name);
      if (slip) return setCheck({ is: "wrong", why: slip });
      let isCurrent = true;
      const timer = setTimeout(ask, typingPauseMs);
      setCheck({ is: "checking" });
      onCleanup(() => {
        isCurrent = false;
        clearTimeout(timer);
      });

      async function ask(): Promise<void> {
        const answer = await look(name).catch(() => null);
        if (!isCurrent) return;
        // Without an answer nothing is said: saving decides all the same.
        if (answer === null) setCheck({ is: "unknown" });
        else
          setCheck(
            answer.available ? { is: "free" } : { is: "taken", suggestion: answer.suggestion },
          );
      }
    }),
  );
  return check;
}
