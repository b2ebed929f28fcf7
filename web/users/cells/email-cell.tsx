import { Show } from "solid-js";
import type { PublicUser } from "#domain/users";
import { Address } from "../../ui/address.tsx";
import { PresenceMark } from "../../ui/presence/mark.tsx";

/** Where somebody is written to, and who else has the row in hand. */
export function EmailCell(props: { user: PublicUser }) {
  return (
    <>
      <Show when={props.user.email} fallback={<span class="none">No e-mail</span>}>
        {(email) => <Address email={email()} />}
      </Show>
      <PresenceMark id={props.user.id} />
    </>
  );
}
