import * as Dialog from "@kobalte/core/dialog";
import X from "lucide-solid/icons/x";
import { createSignal, Show } from "solid-js";
import { fullName } from "#domain/names";
import { normalisePassword, passwordRule, passwordSlip } from "#domain/passwords";
import { isWhole } from "#domain/users/seen";
import { usePlace } from "../place.ts";
import { Problem, sentenceOf } from "../replica/api.ts";
import { DialogFoot } from "../ui/forms/dialog-foot.tsx";
import { madePassword } from "../ui/forms/one-time-password.ts";
import { createUserCommands } from "./commands.ts";
import { HandedOver } from "./handed-over.tsx";

/** Sets a password for somebody without an e-mail, typed or made here, to be handed over [A9]. */
export default function PasswordDialog(props: { id: string; close: () => void }) {
  const { school } = usePlace();
  const commands = createUserCommands(school);
  const found = school.users.at(props.id);
  const user = isWhole(found) ? found : null;
  const name = user ? fullName(user) : "";
  const [password, setPassword] = createSignal(madePassword());
  const [slip, setSlip] = createSignal("");
  const [isBusy, setBusy] = createSignal(false);
  const [isSet, setSet] = createSignal(false);

  return (
    <Dialog.Root open onOpenChange={(open) => !open && props.close()}>
      <Dialog.Portal>
        <Dialog.Overlay class="overlay" />
        <div class="dialog-place">
          <Dialog.Content
            class="dialog small"
            onInteractOutside={(event) => isSet() && event.preventDefault()}
          >
            <div class="dialog-top">
              <Dialog.Title class="dialog-title">
                {isSet() ? `${name} has a new password` : `Set a password for ${name}`}
              </Dialog.Title>
              <Dialog.CloseButton class="icon-button" aria-label="Close">
                <X size={18} aria-hidden="true" />
              </Dialog.CloseButton>
            </div>
            <Show
              when={!isSet()}
              fallback={<After name={name} username={user?.username ?? ""} password={password()} />}
            >
              <Dialog.Description class="dialog-words muted">
                You hand it over yourself. It must be changed at the first sign-in, and their other
                sign-ins end.
              </Dialog.Description>
              <form novalidate onSubmit={(event) => void submit(event)}>
                <div class="field">
                  <label class="label" for="handed-over">
                    One-time password
                  </label>
                  <div class="with-button">
                    <input
                      id="handed-over"
                      class="input one-time-input"
                      type="text"
                      value={password()}
                      maxlength={300}
                      autocomplete="off"
                      autocapitalize="none"
                      spellcheck={false}
                      required
                      aria-invalid={slip() !== ""}
                      aria-describedby="handed-over-note"
                      onInput={(event) => {
                        setPassword(event.currentTarget.value);
                        setSlip("");
                      }}
                    />
                    <button
                      type="button"
                      class="button"
                      onClick={() => setPassword(madePassword())}
                    >
                      Make another
                    </button>
                  </div>
                  <p
                    id="handed-over-note"
                    class="field-note"
                    classList={{ bad: slip() !== "" }}
                    aria-live="polite"
                  >
                    {slip() || passwordRule}
                  </p>
                </div>
                <DialogFoot confirm={isBusy() ? "Setting…" : "Set password"} isBusy={isBusy()} />
              </form>
            </Show>
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  );

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isBusy()) return;
    // Which ones have leaked only the server knows.
    const known = passwordSlip(password(), user?.username ?? "", () => false);
    if (known) return void setSlip(known);
    setBusy(true);
    try {
      await commands.setPassword(props.id, normalisePassword(password()));
      setPassword(normalisePassword);
      setSet(true);
    } catch (error) {
      setSlip((error instanceof Problem && error.fields.password) || sentenceOf(error));
    }
    setBusy(false);
  }
}

function After(props: { name: string; username: string; password: string }) {
  return (
    <>
      <HandedOver name={props.name} username={props.username} password={props.password} />
      <DialogFoot close="Done" />
    </>
  );
}
