import { createSignal, Show } from "solid-js";
import { normalisePassword, passwordRule, passwordSlip } from "#domain/accounts/passwords";
import { fullName } from "#domain/names";
import { isWhole } from "#domain/users/seen";
import { usePlace } from "../../place.ts";
import { Dialog } from "../../ui/forms/dialog.tsx";
import { createSubmit, type Problems } from "../../ui/forms/submit.ts";
import { TextField } from "../../ui/forms/text-field.tsx";
import { createUnsavedChanges } from "../../ui/forms/unsaved-changes.ts";
import { createUserCommands } from "../commands.ts";
import { HandedOver, shownOnce } from "../hand-over/handed-over.tsx";
import { oneTimePassword } from "../one-time-password.ts";

interface PasswordDialogProps {
  id: string;
  close: () => void;
}

/** Sets a password for somebody without an e-mail, typed or made here, to be handed over [A9]. */
export default function PasswordDialog(props: PasswordDialogProps) {
  const { school } = usePlace();
  const found = school.users.at(props.id);
  const about = isWhole(found)
    ? { name: fullName(found), username: found.username }
    : { name: "", username: "" };
  const [password, setPassword] = createSignal<string | null>(null);
  return (
    <Show
      when={password()}
      fallback={<Choose {...props} {...about} done={(set) => setPassword(set)} />}
    >
      {(set) => <HandOver {...about} password={set()} close={props.close} />}
    </Show>
  );
}

interface About {
  name: string;
  username: string;
}

function Choose(props: PasswordDialogProps & About & { done: (password: string) => void }) {
  const { school } = usePlace();
  const commands = createUserCommands(school);
  const [made, setMade] = createSignal(oneTimePassword());
  const [password, setPassword] = createSignal(made());
  const form = createSubmit({
    fields: ["password"],
    check: slips,
    send: async () => {
      const chosen = normalisePassword(password());
      await commands.setPassword(props.id, chosen);
      return chosen;
    },
    done: props.done,
  });
  const unsaved = createUnsavedChanges(() => !form.isPending() && password() !== made(), null, {
    words: "The password is not set yet.",
  });
  return (
    <Dialog
      title={`Set a password for ${props.name}`}
      words={
        <p class="muted">
          You hand it over yourself. It must be changed at the first sign-in, and their other
          sign-ins end.
        </p>
      }
      isSmall
      shut={props.close}
      form={form}
      unsaved={unsaved}
      close="Cancel"
      confirm={form.isPending() ? "Setting…" : "Set password"}
    >
      <TextField
        label="One-time password"
        value={password()}
        setValue={type}
        problem={form.problems().password}
        hint={passwordRule}
        isCode
        maxLength={300}
        beside={
          <button type="button" class="button" onClick={() => type(setMade(oneTimePassword()))}>
            Make another
          </button>
        }
      />
    </Dialog>
  );

  /** Which ones have leaked only the server knows. */
  function slips(): Problems {
    const slip = passwordSlip(password(), props.username, () => false);
    return slip ? { password: slip } : {};
  }

  function type(typed: string): void {
    setPassword(typed);
    form.clear();
  }
}

/** The only time it is shown. */
function HandOver(props: About & { password: string; close: () => void }) {
  const unsaved = createUnsavedChanges(() => true, null, shownOnce);
  return (
    <Dialog
      title={`${props.name} has a new password`}
      isSmall
      shut={props.close}
      unsaved={unsaved}
      form={{ submit: finish, isPending: () => false, problem: () => undefined }}
      confirm="Done"
    >
      <HandedOver name={props.name} username={props.username} password={props.password} />
    </Dialog>
  );

  async function finish(): Promise<void> {
    props.close();
  }
}
