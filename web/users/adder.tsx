import * as Dialog from "@kobalte/core/dialog";
import { createEffect, createSignal, on, Show } from "solid-js";
import { fullName } from "#domain/names";
import { canonicalUsername, suggestUsername } from "#domain/usernames";
import type { NewUser, PublicUser } from "#domain/users";
import type { Ask } from "../actions/open-dialog.ts";
import { usePlace } from "../place.ts";
import { likelyStaffType } from "../ui/forms/role-fields.tsx";
import { createLeaving } from "../ui/forms/unsaved-changes.ts";
import { createUserCommands } from "./commands.ts";
import { createUserDraft } from "./draft.ts";
import { emptyEdit } from "./edit.ts";
import { UserFields } from "./fields.tsx";
import { HandedOver } from "./handed-over.tsx";
import { Leaving } from "./leaving.tsx";
import { createNameCheck } from "./name-check.ts";
import { UserNameField } from "./name-field.tsx";
import { problemsOf, slipsOf } from "./problems.ts";

interface UserAdderProps {
  ask: Ask;
  open: (id: string) => void;
  close: () => void;
}

/** Adds somebody without asking them: the password is handed over [A2]. */
export function UserAdder(props: UserAdderProps) {
  const [added, setAdded] = createSignal<{
    user: PublicUser;
    oneTimePassword: string | null;
  } | null>(null);
  return (
    <Show when={added()} fallback={<Form {...props} done={setAdded} />} keyed>
      {({ user, oneTimePassword }) => (
        <Added
          user={user}
          password={oneTimePassword}
          close={props.close}
          again={() => setAdded(null)}
        />
      )}
    </Show>
  );
}

function Form(
  props: UserAdderProps & {
    done: (added: { user: PublicUser; oneTimePassword: string | null }) => void;
  },
) {
  const { school } = usePlace();
  const commands = createUserCommands(school);
  const draft = createUserDraft(emptyEdit("editor", "teacher"));
  const [username, setUsername] = createSignal("");
  const [isNameOwn, setNameOwn] = createSignal(false);
  const [isTypeChosen, setTypeChosen] = createSignal(false);
  const [problems, setProblems] = createSignal<Record<string, string>>({});
  const [isBusy, setBusy] = createSignal(false);
  const check = createNameCheck(username, commands.lookName);
  const leaving = createLeaving(() => !isBusy() && draft.isDirty());
  // Proposed until somebody types another, and the next like it where it is taken.
  createEffect(
    () =>
      isNameOwn() ||
      setUsername(suggestUsername(school.school()?.postcode ?? "", draft.edited.familyName) ?? ""),
  );
  createEffect(
    on(check, (found) => {
      if (found.is === "taken" && found.suggestion && !isNameOwn()) setUsername(found.suggestion);
    }),
  );

  return (
    <form class="user-form" novalidate onSubmit={(event) => void submit(event)}>
      <div class="user-head">
        <div>
          <Dialog.Title class="user-panel-title" tabindex={-1}>
            Add user
          </Dialog.Title>
          <p class="muted">
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
        </div>
      </div>
      <UserFields
        draft={draft}
        problems={problems()}
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
            username={username()}
            setUsername={(typed) => {
              setNameOwn(typed !== "");
              setUsername(typed);
            }}
            check={check()}
            problem={problems().username}
          />
        }
      />
      <Show when={problems().form}>
        {(words) => (
          <p class="problem" role="alert">
            {words()}
          </p>
        )}
      </Show>
      <div class="user-save">
        <Show
          when={leaving.wanted()}
          fallback={
            <>
              <span />
              <Dialog.CloseButton class="button" aria-label="Cancel">
                Cancel
              </Dialog.CloseButton>
              <button type="submit" class="button primary" disabled={isBusy()}>
                {isBusy() ? "Adding…" : "Add user"}
              </button>
            </>
          }
        >
          {(leave) => (
            <Leaving words="Nobody has been added yet." leave={leave()} stay={leaving.stay} />
          )}
        </Show>
      </div>
    </form>
  );

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.currentTarget as HTMLElement;
    if (isBusy()) return;
    const slips = {
      ...slipsOf(draft.now()),
      ...(username().trim() ? {} : { username: "Choose a username." }),
    };
    setProblems(slips);
    if (Object.keys(slips).length === 0) await add();
    queueMicrotask(() => form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }

  async function add(): Promise<void> {
    setBusy(true);
    try {
      props.done(await commands.add(details()));
    } catch (error) {
      setProblems(problemsOf(error));
      setBusy(false);
    }
  }

  function details(): NewUser {
    const {
      title,
      givenName,
      middleName,
      familyName,
      phone,
      email,
      role,
      staffType,
      ...permissions
    } = draft.now();
    return {
      username: canonicalUsername(username()),
      givenName,
      familyName,
      role,
      staffType: staffType ?? "teacher",
      permissions,
      ...(title && { title }),
      ...(middleName && { middleName }),
      ...(phone && { phone }),
      ...(email && { email }),
    };
  }
}

interface AddedProps {
  user: PublicUser;
  password: string | null;
  close: () => void;
  again: () => void;
}

/** The only time the password is shown. */
function Added(props: AddedProps) {
  const [isDone, setDone] = createSignal(false);
  const leaving = createLeaving(() => !isDone() && props.password !== null);
  return (
    <div class="user-form">
      <div class="user-head">
        <Dialog.Title
          class="user-panel-title"
          tabindex={-1}
          ref={(title) => queueMicrotask(() => title.focus())}
        >
          {fullName(props.user)} has an account
        </Dialog.Title>
      </div>
      <HandedOver
        name={fullName(props.user)}
        username={props.user.username}
        password={props.password}
      />
      <div class="user-save">
        <Show
          when={leaving.wanted()}
          fallback={
            <>
              <span />
              <button type="button" class="button" onClick={() => props.again()}>
                Add another
              </button>
              <button type="button" class="button primary" onClick={finish}>
                Done
              </button>
            </>
          }
        >
          {(leave) => (
            <Leaving
              words="The password is not shown again."
              stayLabel="Look at it"
              leaveLabel="I have it"
              leave={leave()}
              stay={leaving.stay}
            />
          )}
        </Show>
      </div>
    </div>
  );

  function finish(): void {
    setDone(true);
    props.close();
  }
}
