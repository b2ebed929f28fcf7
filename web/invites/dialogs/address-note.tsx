import { Match, Show, Switch } from "solid-js";
import { canonicalEmail, emailSlip, suggestedEmail } from "#domain/emails";
import { fullName } from "#domain/names";
import { canGrant } from "#domain/roles";
import { usePlace } from "../../place.ts";
import type { AddressCheck } from "./address-check.ts";

interface AddressNoteProps {
  id: string;
  email: string;
  check: AddressCheck;
  /** What the server said when it was sent. */
  problem: string | undefined;
  /** The invite whose address it is, where it has one already. */
  own?: string;
  resend: (id: string) => void;
  /** Takes another address instead. */
  correct: (email: string) => void;
}

/** What stands under the address while it is typed. */
export function AddressNote(props: AddressNoteProps) {
  const { me, school } = usePlace();
  const typed = () => canonicalEmail(props.email);
  const holder = () =>
    school.users
      .all()
      .find((user) => user.email !== null && canonicalEmail(user.email) === typed());
  const waiting = () =>
    school.invites
      .all()
      .find(
        ({ id, status, email }) =>
          id !== props.own && status === "pending" && canonicalEmail(email) === typed(),
      );
  const resendable = () => {
    const invite = waiting();
    return invite && invite.resendsLeft > 0 && canGrant(me.role, invite.role) ? invite : null;
  };
  return (
    <p
      id={props.id}
      class="field-note"
      classList={{ bad: isBad(), good: !props.problem && props.check.is === "available" }}
      aria-live="polite"
    >
      <Show when={!props.problem || waiting()} fallback={props.problem}>
        <Switch>
          <Match when={props.check.is === "invalid"}>
            <Slip email={props.email} correct={props.correct} />
          </Match>
          <Match when={props.check.is === "checking"}>Checking…</Match>
          <Match when={props.check.is === "available"}>✓ available</Match>
          <Match when={props.check.is === "account_exists"}>
            {holder()
              ? `${fullName(holder() ?? { givenName: "", familyName: "" })} already`
              : "This address already"}{" "}
            has an account at your school.
          </Match>
          <Match when={props.check.is === "invite_pending"}>
            Already invited: pending.{" "}
            <Show when={resendable()}>
              {(invite) => (
                <button type="button" class="link-button" onClick={() => props.resend(invite().id)}>
                  Resend that one
                </button>
              )}
            </Show>
          </Match>
        </Switch>
      </Show>
    </p>
  );

  function isBad(): boolean {
    return (
      Boolean(props.problem) ||
      ["invalid", "account_exists", "invite_pending"].includes(props.check.is)
    );
  }
}

/** What is wrong with the address, or the one that was most likely meant. */
function Slip(props: Pick<AddressNoteProps, "email" | "correct">) {
  return (
    <Show when={suggestedEmail(props.email)} fallback={emailSlip(props.email)}>
      {(meant) => (
        <>
          Do you mean{" "}
          <button type="button" class="link-button" onClick={() => props.correct(meant())}>
            {meant()}
          </button>
          ?
        </>
      )}
    </Show>
  );
}
