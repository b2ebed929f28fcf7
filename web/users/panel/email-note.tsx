import { A } from "@solidjs/router";
import { Match, Show, Switch } from "solid-js";
import { canonicalEmail, isEmail } from "#domain/emails";
import { fullName } from "#domain/names";
import type { Ask } from "../../actions/open-dialog.ts";
import { usePlace } from "../../place.ts";
import { createSubmit } from "../../ui/forms/submit.ts";
import { note } from "../../ui/notes.tsx";
import { createUserCommands } from "../commands.ts";
import { holderOf } from "../list.ts";
import { Meant } from "../meant.tsx";
import { createMeant } from "../slips.ts";

interface UserEmailNoteProps {
  id: string;
  email: string;
  isChanged: boolean;
  /** What the server said when it was sent. */
  problem: string | undefined;
  lock: string | undefined;
  ownerId: string | undefined;
  ask: Ask;
  /** Takes another address instead. */
  correct: (email: string) => void;
}

/** What stands under an account's e-mail: who has it already [A6], or why to give one. */
export function UserEmailNote(props: UserEmailNoteProps) {
  const { school } = usePlace();
  const commands = createUserCommands(school);
  const meant = createMeant(() => props.email);
  const holder = () =>
    props.isChanged && props.email.trim()
      ? holderOf(school.users.all(), props.email, props.ownerId)
      : undefined;
  const isPending = () =>
    props.isChanged &&
    school.invites
      .all()
      .some(
        (invite) =>
          invite.status === "pending" &&
          canonicalEmail(invite.email) === canonicalEmail(props.email),
      );
  // In one step: two would leave a moment in which somebody else could take it.
  const move = createSubmit({
    send: () => commands.moveEmail(props.ownerId ?? "", holder()?.id ?? ""),
    done: (user) =>
      note({
        text: `${fullName(user)} has ${user.email} now.`,
        detail: "It was moved from the other account.",
        tone: "good",
      }),
    tell: (text) => note({ text, tone: "bad" }),
  });
  const isElsewhere = () => Boolean(props.problem) && isEmail(props.email) && !isPending();
  return (
    <p
      id={props.id}
      class="field-note"
      classList={{ bad: Boolean(props.problem || holder() || isPending()) }}
      aria-live="polite"
    >
      <Switch>
        <Match when={props.lock}>{props.lock}</Match>
        <Match when={holder()}>
          {(user) => (
            <>
              <A href={`/s/${school.id}/users/${user().id}`} noScroll>
                {fullName(user())}
              </A>{" "}
              already has this address.{" "}
              <Show when={props.ownerId}>
                <button type="button" class="link-button" onClick={() => void move.submit()}>
                  Move it here
                </button>
              </Show>
            </>
          )}
        </Match>
        <Match when={isPending()}>
          An invite to this address is pending.{" "}
          <A href={`/s/${school.id}/invites`}>See the invites</A>
        </Match>
        <Match when={props.problem}>
          {props.problem}{" "}
          <Show when={isElsewhere()}>
            <button
              type="button"
              class="link-button"
              onClick={() => props.ask({ dialog: "invite", email: props.email.trim() })}
            >
              Invite this address
            </button>
          </Show>
        </Match>
        <Match when={props.isChanged && meant()}>
          {(address) => <Meant address={address()} take={props.correct} />}
        </Match>
        <Match when={!props.email.trim()}>
          Advised: without one, forgotten passwords need a visit to your office.
        </Match>
        <Match when={props.isChanged && props.ownerId}>
          The old address, if there was one, is told of the change.
        </Match>
      </Switch>
    </p>
  );
}
