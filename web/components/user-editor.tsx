import * as Dialog from "@kobalte/core/dialog";
import { createEffect, createSignal, on, Show } from "solid-js";
import { fullName } from "#domain/names";
import { canManage, canSetSignIn, roleNames } from "#domain/roles";
import type { PublicUser } from "#domain/users";
import { Problem } from "../api.ts";
import { note } from "../notes.ts";
import { createLeaving } from "../stores/leaving.ts";
import { usePlace } from "../stores/school.ts";
import { createUserCommands } from "../stores/user-commands.ts";
import { createUserDraft } from "../stores/user-draft.ts";
import { changeOf, editOf, personal } from "../stores/user-edit.ts";
import { Avatar } from "./avatar.tsx";
import type { Ask } from "./dialogs.tsx";
import { UserActions } from "./user-actions.tsx";
import { UserClashes } from "./user-clashes.tsx";
import { type Locks, UserFields } from "./user-fields.tsx";
import { Leaving } from "./user-leaving.tsx";
import { UserLikeness } from "./user-likeness.tsx";
import { problemsOf, slipsOf } from "./user-problems.ts";
import { PasswordMark, UserStatusPill } from "./user-row.tsx";

/** How often a change is put on top of somebody else's before giving up. */
const mostTries = 4;

/** The form for somebody who has an account [A3]. */
export function UserEditor(props: { user: PublicUser; ask: Ask }) {
  const { me, school } = usePlace();
  const commands = createUserCommands(school);
  let seen = props.user;
  const { id } = seen;
  const draft = createUserDraft(editOf(seen));
  const [problems, setProblems] = createSignal<Record<string, string>>({});
  const [isBusy, setBusy] = createSignal(false);
  const [isElsewhere, setElsewhere] = createSignal(false);
  const leaving = createLeaving(draft.isDirty);
  const isOwn = id === me.id;
  const mayManage = () => canManage(me.role, props.user.role);
  const locks = (): Locks => ({
    all: mayManage() ? undefined : `${fullName(props.user)} is an ${roleNames[props.user.role]}. Only an Owner changes an Owner.`,
    personal: isElsewhere()
      ? "This account is used elsewhere too: only its holder changes the names, the e-mail and the password."
      : undefined,
    email:
      isOwn || !mayManage() || canSetSignIn(me.role, props.user.role)
        ? undefined
        : "The e-mail of an Admin or Owner is changed for them only by an Owner.",
  });
  // Somebody else may save while this stands open.
  createEffect(on(() => props.user, takeIn));

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
                <span class="muted">{draft.isUndecided() ? "Choose at the top" : draft.isDirty() ? "Not saved yet" : ""}</span>
                <Dialog.CloseButton class="button" aria-label={draft.isDirty() ? "Cancel" : "Close"}>
                  {draft.isDirty() ? "Cancel" : "Close"}
                </Dialog.CloseButton>
                <button type="submit" class="button primary" disabled={isBusy() || !draft.isDirty()}>
                  {isBusy() ? "Saving…" : "Save"}
                </button>
              </>
            }
          >
            {(leave) => <Leaving words="Your changes are not saved yet." leave={leave()} stay={leaving.stay} />}
          </Show>
        </div>
      </Show>
    </form>
  );

  /** What I have not touched becomes theirs; what both touched is shown to choose from [C2]. */
  function takeIn(current: PublicUser): void {
    if (current.version <= seen.version) return;
    seen = current;
    draft.rebase(editOf(current));
  }

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isBusy()) return;
    const slips = slipsOf(draft.changed());
    setProblems(slips);
    if (Object.keys(slips).length > 0) return focusSlip(event.currentTarget as HTMLElement);
    setBusy(true);
    try {
      await save();
    } catch (error) {
      refuse(error);
      focusSlip(event.currentTarget as HTMLElement);
    }
    setBusy(false);
  }

  async function save(tries = 1): Promise<void> {
    if (draft.isUndecided()) return focusChoice();
    if (!draft.isDirty()) return;
    try {
      const user = await commands.change(id, seen.version, changeOf(draft.changed(), draft.now()));
      takeIn(user);
      void note({ text: `Saved ${fullName(user)}.`, tone: "good" });
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== "changed" || tries === mostTries) throw error;
      const current = error.current as PublicUser;
      school.tookUser(current);
      takeIn(current);
      await save(tries + 1);
    }
  }

  function refuse(error: unknown): void {
    if (error instanceof Problem && error.code === "managed_by_person") {
      setElsewhere(true);
      draft.restore(personal);
    }
    setProblems(problemsOf(error));
  }
}

/** Both values stand at the top, and wait. */
function focusChoice(): void {
  document.querySelector<HTMLElement>(".clash:not(:has(:checked)) input")?.focus();
}

function focusSlip(form: HTMLElement): void {
  queueMicrotask(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
