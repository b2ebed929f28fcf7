import * as Dialog from "@kobalte/core/dialog";
import { createEffect, createSignal, on, onCleanup, Show } from "solid-js";
import { fullName } from "#domain/names";
import { canManage, canSetSignIn, roleNames } from "#domain/roles";
import type { PublicUser } from "#domain/users";
import { isWhole } from "#domain/users/seen";
import type { Ask } from "../actions/open-dialog.ts";
import { tellRefusal } from "../actions/perform.ts";
import { usePlace } from "../place.ts";
import { usePresence } from "../presence/presence.ts";
import { isRefusal, Problem } from "../replica/api.ts";
import { Avatar } from "../ui/avatar.tsx";
import { focusChoice } from "../ui/forms/clashes.tsx";
import { createFooting, save } from "../ui/forms/save-over.ts";
import { createLeaving } from "../ui/forms/unsaved-changes.ts";
import { note } from "../ui/notes.tsx";
import { PresenceLine } from "../ui/presence/line.tsx";
import { UserClashes } from "./clashes.tsx";
import { createUserCommands } from "./commands.ts";
import { createUserDraft } from "./draft.ts";
import { changeOf, editOf, personal } from "./edit.ts";
import { type Locks, UserFields } from "./fields.tsx";
import { Leaving } from "./leaving.tsx";
import { UserLikeness } from "./likeness.tsx";
import { problemsOf, slipsOf } from "./problems.ts";
import { PasswordMark, UserStatusPill } from "./row.tsx";
import { UserActions } from "./row-actions.tsx";

/** The form for somebody who has an account [A3]. */
export function UserEditor(props: { user: PublicUser; ask: Ask }) {
  const { me, school } = usePlace();
  const presence = usePresence();
  const commands = createUserCommands(school);
  const { id } = props.user;
  const known = () => {
    const user = school.users.knownAt(id);
    return isWhole(user) ? user : props.user;
  };
  const draft = createUserDraft(editOf(known()));
  const footing = createFooting(draft, known(), editOf);
  const [problems, setProblems] = createSignal<Record<string, string>>({});
  const [isBusy, setBusy] = createSignal(false);
  const [isElsewhere, setElsewhere] = createSignal(false);
  const leaving = createLeaving(() => !isBusy() && draft.isDirty());
  const isOwn = id === me.id;
  const mayManage = () => canManage(me.role, props.user.role);
  const locks = (): Locks => ({
    all: mayManage()
      ? undefined
      : `${fullName(props.user)} is an ${roleNames[props.user.role]}. Only an Owner changes an Owner.`,
    personal: isElsewhere()
      ? "This account is used elsewhere too: only its holder changes the names, the e-mail and the password."
      : undefined,
    email:
      isOwn || !mayManage() || canSetSignIn(me.role, props.user.role)
        ? undefined
        : "The e-mail of an Admin or Owner is changed for them only by an Owner.",
  });
  presence.attend(() => ({ id, isEditing: draft.isDirty() }));
  // Somebody else may save while this stands open.
  createEffect(on(known, footing.takeIn));
  let isClosed = false;
  onCleanup(() => {
    isClosed = true;
  });

  return (
    <form class="user-form" novalidate onSubmit={(event) => void submit(event)}>
      <div class="user-head">
        <Avatar name={fullName(props.user)} />
        <div>
          <Dialog.Title class="user-panel-title" tabindex={-1}>
            {fullName(props.user)}
            <Show when={isOwn}>
              {" "}
              <span class="you">you</span>
            </Show>
          </Dialog.Title>
          <div class="user-head-state">
            <UserStatusPill user={props.user} />
            <PasswordMark user={props.user} />
          </div>
        </div>
      </div>
      <PresenceLine id={id} />
      <UserLikeness user={props.user} ask={props.ask} />
      <UserClashes draft={draft} />
      <UserFields
        draft={draft}
        problems={problems()}
        locks={locks()}
        ownerId={id}
        ask={props.ask}
        username={
          <div class="field">
            <span class="label">Username</span>
            <p class="fixed">{props.user.username}</p>
            <p class="field-note">A username stays the same for good.</p>
          </div>
        }
      />
      <Show when={problems().form}>
        {(words) => (
          <p class="problem" role="alert">
            {words()}
          </p>
        )}
      </Show>
      <UserActions user={props.user} isElsewhere={isElsewhere()} ask={props.ask} />
      <Show when={mayManage()}>
        <div class="user-save">
          <Show
            when={leaving.wanted()}
            fallback={
              <>
                <span class="muted">
                  {draft.isUndecided()
                    ? "Choose at the top"
                    : draft.isDirty()
                      ? "Not saved yet"
                      : ""}
                </span>
                <Dialog.CloseButton
                  class="button"
                  aria-label={draft.isDirty() ? "Cancel" : "Close"}
                >
                  {draft.isDirty() ? "Cancel" : "Close"}
                </Dialog.CloseButton>
                <button
                  type="submit"
                  class="button primary"
                  disabled={isBusy() || !draft.isDirty()}
                >
                  {isBusy() ? "Saving…" : "Save"}
                </button>
              </>
            }
          >
            {(leave) => (
              <Leaving
                words="Your changes are not saved yet."
                leave={leave()}
                stay={leaving.stay}
              />
            )}
          </Show>
        </div>
      </Show>
    </form>
  );

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLElement;
    if (isBusy()) return;
    const slips = slipsOf(draft.changed());
    setProblems(slips);
    if (Object.keys(slips).length === 0) await saveAll();
    focusSlip(form);
  }

  async function saveAll(): Promise<void> {
    setBusy(true);
    try {
      const ask = () =>
        commands.change(id, footing.version(), changeOf(draft.changed(), draft.now()));
      const user = await save({ draft, ask, takeIn });
      if (draft.isUndecided()) leaveChoice();
      // Where an answer was lost, what was saved is found to be so already.
      else note({ text: `Saved ${fullName(user ?? props.user)}.`, tone: "good" });
    } catch (error) {
      if (isClosed) regret(error);
      else refuse(error);
    }
    setBusy(false);
  }

  function takeIn(user: PublicUser): void {
    school.tookUser(user);
    footing.takeIn(user);
  }

  /** Both values stand at the top, and wait. */
  function leaveChoice(): void {
    if (isClosed)
      regret(
        new Problem("changed", "Somebody else has just changed the same fields. Look at it again."),
      );
    else focusChoice();
  }

  /** The form is gone: what was typed in it is still here. */
  function regret(error: unknown): void {
    tellRefusal(
      { about: id, failed: `The changes to ${fullName(known())} are not saved.` },
      error,
      () => void saveAll(),
    );
  }

  function refuse(error: unknown): void {
    if (isRefusal(error, "managed_by_person")) {
      setElsewhere(true);
      draft.restore(personal);
    }
    setProblems(problemsOf(error));
  }
}

function focusSlip(form: HTMLElement): void {
  queueMicrotask(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
