import { createSignal } from "solid-js";
import { passwordRule } from "#domain/accounts/passwords";
import { isRefusal, Problem } from "../replica/api.ts";
import { useSession } from "../replica/session.ts";
import { FormFoot } from "../ui/forms/form-foot.tsx";
import { PasswordField } from "../ui/forms/password-field.tsx";
import { createSubmit } from "../ui/forms/submit.ts";
import { note } from "../ui/notes.tsx";
import type { OwnAccount } from "./account.ts";

/** Changes the password; every other session ends with it. */
export function AccountPassword(props: { account: OwnAccount }) {
  const session = useSession();
  const [current, setCurrent] = createSignal("");
  const [next, setNext] = createSignal("");
  const form = createSubmit({ fields: ["current", "next"], send: change, done: told });
  const isFilled = () => Boolean(current() && next());

  return (
    <section class="card" aria-labelledby="account-password">
      <h2 id="account-password">Password</h2>
      <form
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isFilled()) void form.submit(event);
        }}
      >
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
          problem={form.problems().current}
          maxLength={1000}
        />
        <PasswordField
          label="New password"
          autocomplete="new-password"
          value={next()}
          setValue={typeInto(setNext)}
          problem={form.problems().next}
          hint={passwordRule}
          maxLength={1000}
        />
        <FormFoot
          form={form}
          confirm={form.isPending() ? "Changing…" : "Change password"}
          isIdle={!isFilled()}
          tone="plain"
        />
        <p class="muted">You stay signed in here, and are signed out everywhere else.</p>
      </form>
    </section>
  );

  function typeInto(set: (value: string) => void) {
    return (value: string) => {
      set(value);
      form.clear();
    };
  }

  async function change(): Promise<void> {
    try {
      await props.account.changePassword(current(), next());
    } catch (error) {
      if (!isRefusal(error, "too_many_attempts")) throw error;
      throw new Problem(error.code, tooMany);
    }
  }

  function told(): void {
    setCurrent("");
    setNext("");
    note({
      text: "Your password is changed.",
      detail: "You are signed out everywhere else.",
      tone: "good",
    });
  }
}

const tooMany = "There were too many wrong passwords. Wait a quarter of an hour and try again.";
