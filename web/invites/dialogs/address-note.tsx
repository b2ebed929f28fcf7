import { Match, Show, Switch } from "solid-js";
import { canonicalEmail, emailSlip } from "#domain/emails";
import { fullName } from "#domain/names";
import { canGrant, canManage } from "#domain/roles";
import { isActive, isWhole } from "#domain/users/seen";
import { usePlace } from "../../place.ts";
import { useUserActs } from "../../users/acts.ts";
import { holderOf } from "../../users/list.ts";
import { Meant } from "../../users/meant.tsx";
import { createSlips } from "../../users/slips.ts";
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
  /** There is nobody to invite any more. */
  close: () => void;
}

/** What stands under the address while it is typed. */
export function AddressNote(props: AddressNoteProps) {
  const { me, school } = usePlace();
  const users = useUserActs();
  const slips = createSlips();
  const typed = () => canonicalEmail(props.email);
  /** Nothing is corrected while somebody is still typing. */
  const meant = () => (isSettled() ? slips(props.email) : null);
  const holder = () => holderOf(school.users.all(), props.email);
  /** Who has the address, and only has to be brought back. */
  const inactive = () => {
    const user = holder();
    return isWhole(user) && !isActive(user) ? user : null;
  };
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
      class="field-note awaited"
      classList={{ bad: isBad(), good: isGood() }}
      aria-live="polite"
    >
      <Show when={!props.problem || waiting() || inactive()} fallback={props.problem}>
        <Switch>
          <Match when={inactive()}>
            {(user) => (
              <>
                {fullName(user())} has an account at your school, which is inactive.{" "}
                <Show when={canManage(me.role, user().role)}>
                  <button
                    type="button"
                    class="link-button"
                    onClick={() => {
                      users.reactivate(user());
                      props.close();
                    }}
                  >
                    Reactivate it
                  </button>
                </Show>
              </>
            )}
          </Match>
          <Match when={meant()}>
            {(address) => <Meant address={address()} take={props.correct} />}
          </Match>
          <Match when={props.check.is === "invalid"}>{emailSlip(props.email)}</Match>
          <Match when={props.check.is === "checking"}>Checking…</Match>
          <Match when={props.check.is === "available"}>✓ can be invited</Match>
          <Match
            when={props.check.is === "account_exists" || props.check.is === "account_inactive"}
          >
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

  function isSettled(): boolean {
    return ["empty", "invalid", "available", "unknown"].includes(props.check.is);
  }

  function isGood(): boolean {
    return !props.problem && props.check.is === "available" && meant() === null;
  }

  function isBad(): boolean {
    return (
      Boolean(props.problem || inactive()) ||
      ["invalid", "account_exists", "account_inactive", "invite_pending"].includes(props.check.is)
    );
  }
}
