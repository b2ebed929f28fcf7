import { Show } from "solid-js";
import type { PublicUser } from "#domain/users";
import { Breakable } from "../ui/breakable.tsx";
import { PresenceMark } from "../ui/presence/mark.tsx";

/** Where somebody is written to, and who else has the row in hand. */
export function EmailCell(props: { user: PublicUser }) {
  return (
    <>
      <Show when={props.user.email} fallback={<NoEmail />}>
        {(email) => (
          <span class="email" title={email()}>
            <Breakable text={email()} />
          </span>
        )}
      </Show>
      <PresenceMark id={props.user.id} />
    </>
  );
}

function NoEmail() {
  return (
    <>
      <span class="none">No e-mail</span>
      <span class="sub">so it cannot be ticked</span>
    </>
  );
}
