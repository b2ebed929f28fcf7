import { createUniqueId, Match, Show, Switch } from "solid-js";
import type { NameCheck } from "./name-check.ts";

interface UserNameFieldProps {
  username: string;
  setUsername: (username: string) => void;
  check: NameCheck;
  problem: string | undefined;
}

/** The username of somebody new, checked while it is typed [A4]. */
export function UserNameField(props: UserNameFieldProps) {
  const id = createUniqueId();
  const taken = () => (props.check.is === "taken" ? props.check : undefined);
  const wrong = () => (props.check.is === "wrong" ? props.check.why : undefined);
  const isBad = () => Boolean(props.problem || taken() || wrong());
  return (
    <div class="field">
      <label class="label" for={id}>
        Username
      </label>
      <input
        id={id}
        class="input"
        type="text"
        value={props.username}
        maxlength={200}
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        required
        aria-invalid={isBad()}
        aria-describedby={`${id}-note`}
        onInput={(event) => props.setUsername(event.currentTarget.value)}
        onBlur={(event) => props.setUsername(event.currentTarget.value.trim().toLowerCase())}
      />
      <p
        id={`${id}-note`}
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
    </div>
  );
}
