import { Show } from "solid-js";
import type { PublicUser } from "#domain/users";
import { ActivePill } from "../../ui/lists/active-pill.tsx";
import { OnItsWay } from "../../ui/waiting/on-its-way.tsx";

/** How an account stands, and its password. */
export function StatusCell(props: { user: PublicUser; isOnItsWay: boolean }) {
  return (
    <>
      <ActivePill status={props.user.status} />
      <Show when={!props.isOnItsWay} fallback={<OnItsWay />}>
        <PasswordMark user={props.user} />
      </Show>
    </>
  );
}

/** A handed-out password stays marked until its holder has chosen another [A9]. */
export function PasswordMark(props: { user: PublicUser }) {
  const words = { own: "", handed_out: "Password handed out", none: "No password yet" };
  return (
    <Show when={words[props.user.passwordState]}>
      {(mark) => <span class="sub handed-out">{mark()}</span>}
    </Show>
  );
}
