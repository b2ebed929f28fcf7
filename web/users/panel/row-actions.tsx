import { Show } from "solid-js";
import { canManage, canSetSignIn } from "#domain/roles";
import type { PublicUser } from "#domain/users";
import type { Ask } from "../../actions/open-dialog.ts";
import { usePlace } from "../../place.ts";
import { useUserActs } from "../acts.ts";

/** What may be done about somebody's sign-in and status, and why some of it may not. */
export function UserActions(props: { user: PublicUser; isElsewhere: boolean; ask: Ask }) {
  const { me } = usePlace();
  const acts = useUserActs();
  const isActive = () => props.user.status === "active";
  const whyNoPassword = () => {
    if (props.user.id === me.id) return "You change your own password under My account.";
    if (!canSetSignIn(me.role, props.user.role))
      return "The password of an Admin or Owner is changed for them only by an Owner.";
    if (!isActive()) return "Inactive people cannot sign in, so they need no password.";
    if (props.isElsewhere)
      return "This account is used elsewhere too, so only its holder changes the password.";
    return null;
  };
  return (
    <Show when={canManage(me.role, props.user.role)}>
      <section class="user-actions" aria-label="Password and status">
        <Show when={whyNoPassword() === null} fallback={<p class="muted">{whyNoPassword()}</p>}>
          <Show
            when={props.user.email}
            fallback={
              <button
                type="button"
                class="button"
                onClick={() => props.ask({ dialog: "password", id: props.user.id })}
              >
                Set password
              </button>
            }
          >
            <button
              type="button"
              class="button"
              onClick={() => props.ask({ dialog: "mail", ids: [props.user.id] })}
            >
              Send password email
            </button>
          </Show>
        </Show>
        <Show
          when={isActive()}
          fallback={
            <button type="button" class="button" onClick={() => acts.reactivate(props.user)}>
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
}
