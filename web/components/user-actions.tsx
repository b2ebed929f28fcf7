import { createSignal, Show } from "solid-js";
import { fullName } from "#domain/names";
import { canManage, canSetSignIn } from "#domain/roles";
import type { PublicUser } from "#domain/users";
import { sentenceOf } from "../api.ts";
import { note } from "../notes.ts";
import { usePlace } from "../stores/school.ts";
import { createUserCommands } from "../stores/user-commands.ts";
import type { Ask } from "./dialogs.tsx";

/** What may be done about somebody's sign-in and status, and why some of it may not. */
export function UserActions(props: { user: PublicUser; isElsewhere: boolean; ask: Ask }) {
  const { me, school } = usePlace();
  const commands = createUserCommands(school);
  const [isBusy, setBusy] = createSignal(false);
  const isActive = () => props.user.status === "active";
  const whyNoPassword = () => {
    if (props.user.id === me.id) return "You change your own password under My account.";
    if (!canSetSignIn(me.role, props.user.role)) return "The password of an Admin or Owner is changed for them only by an Owner.";
    if (!isActive()) return "Inactive people cannot sign in, so they need no password.";
    if (props.isElsewhere) return "This account is used elsewhere too, so only its holder changes the password.";
    return null;
  };
  return (
    <Show when={canManage(me.role, props.user.role)}>
      <section class="user-actions" aria-label="Password and status">
        <Show when={whyNoPassword() === null} fallback={<p class="muted">{whyNoPassword()}</p>}>
          <Show
            when={props.user.email}
            fallback={
              <button type="button" class="button" onClick={() => props.ask({ dialog: "password", id: props.user.id })}>
                Set password
              </button>
            }
          >
            <button type="button" class="button" onClick={() => props.ask({ dialog: "mail", ids: [props.user.id] })}>
              Send password email
            </button>
          </Show>
        </Show>
        <Show
          when={isActive()}
          fallback={
            <button type="button" class="button" disabled={isBusy()} onClick={() => void reactivate()}>
              Reactivate
            </button>
          }
        >
          <button
            type="button"
            class="button dangerous"
            onClick={() => props.ask({ dialog: "deactivate", ids: [props.user.id] })}
          >
            Deactivate
          </button>
        </Show>
      </section>
    </Show>
  );

  async function reactivate(): Promise<void> {
    setBusy(true);
    try {
      const user = await commands.reactivate(props.user.id);
      void note({ text: `${fullName(user)} is active again.`, detail: "Everything is as it was.", tone: "good" });
    } catch (error) {
      void note({ text: sentenceOf(error), tone: "bad" });
    }
    setBusy(false);
  }
}
