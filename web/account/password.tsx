import { createSignal, createUniqueId, Show } from "solid-js";
import { passwordRule } from "#domain/passwords";
import { isRefusal, Problem, sentenceOf } from "../replica/api.ts";
import { useSession } from "../replica/session.ts";
import { note } from "../ui/notes.tsx";
import type { OwnAccount } from "./account.ts";

/** Changes the password; every other session ends with it. */
export function AccountPassword(props: { account: OwnAccount }) {
  const session = useSession();
  const [current, setCurrent] = createSignal("");
  const [next, setNext] = createSignal("");
  const [problems, setProblems] = createSignal<Record<string, string>>({});
  const [isBusy, setBusy] = createSignal(false);

  return (
    <section class="card" aria-labelledby="account-password">
      <h2 id="account-password">Password</h2>
      <form novalidate onSubmit={(event) => void change(event)}>
        {/* For password managers, which would keep the new one for nobody. */}
        <input
          type="text"
          name="username"
          autocomplete="username"
          value={session.answer()?.user.username ?? ""}
          hidden
          readonly
        />
        <PasswordField
          label="Present password"
          autocomplete="current-password"
          value={current()}
          setValue={typeInto(setCurrent)}
          problem={problems().current}
        />
        <PasswordField
          label="New password"
          autocomplete="new-password"
          value={next()}
          setValue={typeInto(setNext)}
          problem={problems().next}
          hint={passwordRule}
        />
        <Show when={problems().form}>
          {(words) => (
            <p class="problem" role="alert">
              {words()}
            </p>
          )}
        </Show>
        <button type="submit" class="button" disabled={isBusy() || !current() || !next()}>
          {isBusy() ? "Changing…" : "Change password"}
        </button>
        <p class="muted">You stay signed in here, and are signed out everywhere else.</p>
      </form>
    </section>
  );

  function typeInto(set: (value: string) => void) {
    return (value: string) => {
      set(value);
      setProblems({});
    };
  }

  async function change(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isBusy() || !current() || !next()) return;
    setBusy(true);
    try {
      await props.account.changePassword(current(), next());
      setCurrent("");
      setNext("");
      note({
        text: "Your password is changed.",
        detail: "You are signed out everywhere else.",
        tone: "good",
      });
    } catch (error) {
      setProblems(problemsOf(error));
    }
    setBusy(false);
  }
}

interface PasswordFieldProps {
  label: string;
  autocomplete: "current-password" | "new-password";
  value: string;
  setValue: (value: string) => void;
  problem: string | undefined;
  hint?: string;
}

function PasswordField(props: PasswordFieldProps) {
  const id = createUniqueId();
  return (
    <div class="field">
      <label class="label" for={id}>
        {props.label}
      </label>
      <input
        id={id}
        class="input"
        type="password"
        autocomplete={props.autocomplete}
        value={props.value}
        maxlength={1000}
        required
        aria-invalid={Boolean(props.problem)}
        aria-describedby={`${id}-note`}
        onInput={(event) => props.setValue(event.currentTarget.value)}
      />
      <p
        id={`${id}-note`}
        class="field-note"
        classList={{ bad: Boolean(props.problem) }}
        aria-live="polite"
      >
        {props.problem ?? props.hint}
      </p>
    </div>
  );
}

function problemsOf(error: unknown): Record<string, string> {
  if (error instanceof Problem && (error.fields.current || error.fields.next)) return error.fields;
  if (isRefusal(error, "too_many_attempts"))
    return {
      form: "There were too many wrong passwords. Wait a quarter of an hour and try again.",
    };
  return { form: sentenceOf(error) };
}
