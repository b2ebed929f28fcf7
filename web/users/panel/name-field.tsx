import { Match, Show, Switch } from "solid-js";
import { canonicalUsername } from "#domain/users/usernames";
import { TextField } from "../../ui/forms/text-field.tsx";
import type { NameCheck } from "./name-check.ts";

interface UserNameFieldProps {
  username: string;
  setUsername: (username: string) => void;
  check: NameCheck;
  problem: string | undefined;
}

/** The username of somebody new, checked while it is typed [A4]. */
export function UserNameField(props: UserNameFieldProps) {
  const taken = () => (props.check.is === "taken" ? props.check : undefined);
  const wrong = () => (props.check.is === "wrong" ? props.check.why : undefined);
  const isBad = () => Boolean(props.problem || taken() || wrong());
  return (
    <TextField
      label="Username"
      value={props.username}
      setValue={props.setUsername}
      onLeave={(typed) => props.setUsername(canonicalUsername(typed))}
      isWrong={isBad()}
      isCode
      maxLength={200}
      note={(id) => (
        <p
          id={id}
          class="field-note"
          classList={{ bad: isBad(), good: !isBad() && props.check.is === "free" }}
          aria-live="polite"
        >
          <Switch fallback="It stays the same for good.">
            <Match when={wrong()}>{(why) => why()}</Match>
            <Match when={taken()}>
              {(found) => (
                <>
                  Somebody has this username.{" "}
                  <Show when={found().suggestion}>
                    {(free) => (
                      <button
                        type="button"
                        class="link-button"
                        onClick={() => props.setUsername(free())}
                      >
                        Use {free()}
                      </button>
                    )}
                  </Show>
                </>
              )}
            </Match>
            <Match when={props.problem && props.check.is !== "free"}>{props.problem}</Match>
            <Match when={props.check.is === "checking"}>Checking…</Match>
            <Match when={props.check.is === "free"}>✓ free · it stays the same for good</Match>
          </Switch>
        </p>
      )}
    />
  );
}
