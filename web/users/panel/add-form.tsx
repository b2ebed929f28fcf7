import { createSignal } from "solid-js";
import type { Ask } from "../../actions/open-dialog.ts";
import { usePlace } from "../../place.ts";
import { NewRowSheet } from "../../ui/forms/row-sheets.tsx";
import { createSubmit } from "../../ui/forms/submit.ts";
import { createUnsavedChanges } from "../../ui/forms/unsaved-changes.ts";
import { type AddedUser, createUserCommands } from "../commands.ts";
import { likelyStaffType } from "../role-fields.tsx";
import { createUserDraft } from "./draft.ts";
import { emptyEdit } from "./edit.ts";
import { UserFields } from "./fields.tsx";
import { UserNameField } from "./name-field.tsx";
import { createNewUsername } from "./new-username.ts";
import { slipsOf, userProblems } from "./problems.ts";
import { newUserOf } from "./sent.ts";

/** The form for somebody new. */
export function AddForm(props: { ask: Ask; done: (added: AddedUser) => void }) {
  const { school } = usePlace();
  const commands = createUserCommands(school);
  const draft = createUserDraft(emptyEdit("editor", "teacher"));
  const name = createNewUsername(draft.edited, commands);
  const [isTypeChosen, setTypeChosen] = createSignal(false);
  const details = () => newUserOf(draft.now(), name.username());
  const form = createSubmit({
    ...userProblems,
    check: () => ({
      ...slipsOf(draft.now()),
      ...(name.username().trim() ? {} : { username: "Choose a username." }),
    }),
    wish: details,
    send: (key) => commands.add(details(), key),
    done: props.done,
  });
  const unsaved = createUnsavedChanges(
    () => !form.isPending() && (draft.isDirty() || name.isOwn()),
    { name: "new user", typed, restore },
    { words: "Nobody has been added yet." },
  );

  return (
    <NewRowSheet what="user" form={form} unsaved={unsaved}>
      <p class="muted user-way">
        You get a password to hand over. Somebody with an e-mail can set themselves up instead:{" "}
        <button
          type="button"
          class="link-button"
          onClick={() => props.ask({ dialog: "invite", email: draft.now().email })}
        >
          invite them
        </button>
        .
      </p>
      <UserFields
        draft={draft}
        problems={form.problems()}
        locks={{}}
        ask={props.ask}
        setRole={(role) => {
          draft.set("role", role);
          if (!isTypeChosen()) draft.set("staffType", likelyStaffType[role]);
        }}
        setStaffType={(type) => {
          setTypeChosen(true);
          draft.set("staffType", type);
        }}
        username={
          <UserNameField
            username={name.username()}
            setUsername={name.type}
            check={name.check()}
            problem={form.problems().username}
          />
        }
      />
    </NewRowSheet>
  );

  function typed() {
    if (!draft.isDirty() && !name.isOwn()) return null;
    const username = name.isOwn() ? name.username() : null;
    return { details: draft.typed(), username, isTypeChosen: isTypeChosen() };
  }

  function restore({ details, username, isTypeChosen }: NonNullable<ReturnType<typeof typed>>) {
    if (details) draft.resume(details);
    if (username !== null) name.type(username);
    setTypeChosen(isTypeChosen);
  }
}
