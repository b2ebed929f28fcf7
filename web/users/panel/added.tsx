import * as Dialog from "@kobalte/core/dialog";
import { createSignal } from "solid-js";
import { fullName } from "#domain/names";
import { FormFoot } from "../../ui/forms/form-foot.tsx";
import { FormSheet } from "../../ui/forms/form-sheet.tsx";
import { createUnsavedChanges } from "../../ui/forms/unsaved-changes.ts";
import type { AddedUser } from "../commands.ts";
import { HandedOver, shownOnce } from "../hand-over/handed-over.tsx";

interface AddedProps extends AddedUser {
  close: () => void;
  again: () => void;
}

/** The only time the password is shown. */
export function Added(props: AddedProps) {
  const [isDone, setDone] = createSignal(false);
  const unsaved = createUnsavedChanges(
    () => !isDone() && props.oneTimePassword !== null,
    null,
    shownOnce,
  );
  return (
    <FormSheet
      form={{ submit: finish }}
      head={
        <div class="side-panel-head">
          <Dialog.Title
            class="side-panel-title"
            tabindex={-1}
            ref={(title) => queueMicrotask(() => title.focus())}
          >
            {fullName(props.user)} has an account
          </Dialog.Title>
        </div>
      }
      foot={
        <FormFoot
          unsaved={unsaved}
          others={
            <button type="button" class="button" onClick={() => props.again()}>
              Add another
            </button>
          }
          confirm="Done"
        />
      }
    >
      <HandedOver
        name={fullName(props.user)}
        username={props.user.username}
        password={props.oneTimePassword}
      />
    </FormSheet>
  );

  async function finish(): Promise<void> {
    setDone(true);
    props.close();
  }
}
