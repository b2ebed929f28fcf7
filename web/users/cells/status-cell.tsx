import Check from "lucide-solid/icons/check";
import { Show } from "solid-js";
import type { PublicUser } from "#domain/users";
import { OnItsWay } from "../../ui/waiting/on-its-way.tsx";

/** How an account stands, and its password. */
export function StatusCell(props: { user: PublicUser; isOnItsWay: boolean }) {
  return (
    <>
      <UserStatusPill user={props.user} />
      <Show when={!props.isOnItsWay} fallback={<OnItsWay />}>
        <PasswordMark user={props.user} />
      </Show>
    </>
  );
}

/** Active or not, as a word, a colour and a shape of its own. */
export function UserStatusPill(props: { user: PublicUser }) {
  return (
    <span class="pill" data-status={props.user.status}>
      <UserStatusSign user={props.user} />
    </span>
  );
}

/** The same without what holds it. */
export function UserStatusSign(props: { user: PublicUser }) {
  return (
    <>
      <Show
        when={props.user.status === "active"}
        fallback={<span class="shape" aria-hidden="true" />}
      >
        <Check size={12} stroke-width={3} aria-hidden="true" />
      </Show>
      {statusName(props.user)}
    </>
  );
}

/** Active or not, in a word. */
export function statusName({ status }: PublicUser): string {
  return status === "active" ? "Active" : "Inactive";
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
