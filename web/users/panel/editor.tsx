import { createSignal, onCleanup, Show } from "solid-js";
import { fullName } from "#domain/names";
import type { PublicUser } from "#domain/users";
import { isWhole } from "#domain/users/seen";
import type { Ask } from "../../actions/open-dialog.ts";
import { tellRefusal } from "../../actions/perform.ts";
import { UserGroups } from "../../groups/user-groups.tsx";
import { usePlace } from "../../place.ts";
import { usePresence } from "../../presence/presence.ts";
import { isRefusal, Problem } from "../../replica/api.ts";
import { FormFoot } from "../../ui/forms/form-foot.tsx";
import { FormSheet } from "../../ui/forms/form-sheet.tsx";
import { createRowDraft } from "../../ui/forms/save-over.ts";
import { createSubmit } from "../../ui/forms/submit.ts";
import { createUnsavedChanges } from "../../ui/forms/unsaved-changes.ts";
import { note } from "../../ui/notes.tsx";
import { PresenceLine } from "../../ui/presence/line.tsx";
import { createUserCommands } from "../commands.ts";
import { UserClashes } from "./clashes.tsx";
import { userHabits } from "./draft.ts";
import { editOf, personal, type UserEdit } from "./edit.ts";
import { UserFields } from "./fields.tsx";
import { UserHead } from "./head.tsx";
import { UserLikeness } from "./likeness.tsx";
import { locksOf } from "./locks.ts";
import { slipsOf, userProblems } from "./problems.ts";
import { UserActions } from "./row-actions.tsx";
import { changeOf } from "./sent.ts";

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
  const draft = createRowDraft<PublicUser, UserEdit>(editOf(known()), {
    ...userHabits(),
    seen: known(),
    known,
    fieldsOf: editOf,
    keep: school.users.took,
  });
  const [isElsewhere, setElsewhere] = createSignal(false);
  const locks = () => locksOf(me, props.user, isElsewhere());
  const form = createSubmit({ ...userProblems, check: () => slipsOf(draft.changed()), send: save });
  const unsaved = createUnsavedChanges(() => !form.isPending() && draft.isDirty(), {
    name: `user ${id}`,
    typed: draft.typed,
    restore: draft.resume,
  });
  presence.attend(() => ({ id, isEditing: draft.isDirty() }));
  let isClosed = false;
  onCleanup(() => {
    isClosed = true;
  });

  return (
    <FormSheet
      form={form}
      head={<UserHead user={props.user} isOwn={id === me.id} />}
      foot={
        <Show when={!locks().all}>
          <FormFoot
            form={form}
            unsaved={unsaved}
            state={
              draft.isUndecided() ? "Choose at the top" : draft.isDirty() ? "Not saved yet" : ""
            }
            close={draft.isDirty() ? "Cancel" : "Close"}
            confirm={form.isPending() ? "Saving…" : "Save"}
            isIdle={!draft.isDirty()}
          />
        </Show>
      }
    >
      <PresenceLine id={id} />
      <UserLikeness user={props.user} ask={props.ask} />
      <UserClashes draft={draft} />
      <UserFields
        draft={draft}
        problems={form.problems()}
        locks={locks()}
        ownerId={id}
        ask={props.ask}
        username={
          <div class="field">
            <span class="label">Username</span>
            <p class="fixed" translate="no">
              {props.user.username}
            </p>
            <p class="field-note">A username stays the same for good.</p>
          </div>
        }
      />
      <UserGroups user={props.user} ask={props.ask} />
      <UserActions user={props.user} isElsewhere={isElsewhere()} ask={props.ask} />
    </FormSheet>
  );

  async function save(): Promise<void> {
    try {
      const user = await draft.saveOver((changes, version) =>
        commands.change(id, version, changeOf(changes, draft.now())),
      );
      // Where an answer was lost, what was saved is found to be so already.
      if (!draft.isUndecided())
        note({ text: `Saved ${fullName(user ?? props.user)}.`, tone: "good" });
      else if (isClosed) regret(new Problem("changed", bothChanged));
    } catch (error) {
      if (isClosed) return regret(error);
      if (isRefusal(error, "managed_by_person")) {
        setElsewhere(true);
        draft.restore(personal);
      }
      throw error;
    }
  }

  /** The form is gone: what was typed in it is still here. */
  function regret(error: unknown): void {
    tellRefusal(
      { about: id, failed: `The changes to ${fullName(known())} are not saved.` },
      error,
      () => void save(),
    );
  }
}

const bothChanged = "Somebody else has just changed the same fields. Look at it again.";
