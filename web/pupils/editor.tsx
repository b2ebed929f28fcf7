import * as Dialog from "@kobalte/core/dialog";
import { onCleanup } from "solid-js";
import { fullName } from "#domain/names";
import type { PublicPupil } from "#domain/pupils";
import { tellRefusal } from "../actions/perform.ts";
import { usePlace } from "../place.ts";
import { usePresence } from "../presence/presence.ts";
import { Problem } from "../replica/api.ts";
import { Clashes } from "../ui/forms/clashes.tsx";
import { FormFoot } from "../ui/forms/form-foot.tsx";
import { FormSheet } from "../ui/forms/form-sheet.tsx";
import { createRowDraft } from "../ui/forms/save-over.ts";
import { createSubmit } from "../ui/forms/submit.ts";
import { createUnsavedChanges } from "../ui/forms/unsaved-changes.ts";
import { note } from "../ui/notes.tsx";
import { PresenceLine } from "../ui/presence/line.tsx";
import { PupilStatusPill } from "./columns.tsx";
import { createPupilCommands } from "./commands.ts";
import {
  changeOf,
  editOf,
  fieldNames,
  groupsIn,
  type PupilEdit,
  pupilProblems,
  slipsOf,
  tidied,
} from "./draft.ts";
import { PupilFields } from "./fields.tsx";
import { rosterOf } from "./roster.ts";
import { PupilActions } from "./row-actions.tsx";

/** The form for a pupil there is. */
export function PupilEditor(props: { pupil: PublicPupil }) {
  const { school } = usePlace();
  const presence = usePresence();
  const commands = createPupilCommands(school);
  const roster = rosterOf(school);
  const { id } = props.pupil;
  const known = () => roster.rows.knownAt(id) ?? props.pupil;
  const draft = createRowDraft<PublicPupil, PupilEdit>(editOf(known()), {
    tidy: tidied,
    seen: known(),
    known,
    fieldsOf: editOf,
    keep: roster.rows.took,
  });
  const form = createSubmit({
    ...pupilProblems,
    check: () => slipsOf(draft.changed()),
    send: save,
  });
  const unsaved = createUnsavedChanges(() => !form.isPending() && draft.isDirty(), {
    name: `pupil ${id}`,
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
      head={
        <div class="side-panel-head">
          <div>
            <Dialog.Title class="side-panel-title" tabindex={-1}>
              {fullName(props.pupil)}
            </Dialog.Title>
            <div class="side-panel-head-state">
              <PupilStatusPill status={props.pupil.status} />
            </div>
          </div>
        </div>
      }
      foot={
        <FormFoot
          form={form}
          unsaved={unsaved}
          state={draft.isUndecided() ? "Choose at the top" : draft.isDirty() ? "Not saved yet" : ""}
          close={draft.isDirty() ? "Cancel" : "Close"}
          confirm={form.isPending() ? "Saving…" : "Save"}
          isIdle={!draft.isDirty()}
        />
      }
    >
      <PresenceLine id={id} />
      <Clashes
        clashes={draft.clashes()}
        choose={draft.choose}
        what="this pupil"
        names={fieldNames}
        valueName={(field, value) => said(field, value) || "Nothing"}
      />
      <PupilFields draft={draft} problems={form.problems()} />
      <PupilActions pupil={props.pupil} />
    </FormSheet>
  );

  function said(field: keyof PupilEdit, value: string): string {
    if (field !== "groups") return value;
    return groupsIn(value)
      .flatMap((one) => school.groups.at(one)?.name ?? [])
      .join(", ");
  }

  async function save(): Promise<void> {
    try {
      const saved = await draft.saveOver((changes, version) =>
        commands.change(id, version, changeOf(changes)),
      );
      // Where an answer was lost, what was saved is found to be so already.
      if (!draft.isUndecided())
        note({ text: `Saved ${fullName(saved ?? props.pupil)}.`, tone: "good" });
      else if (isClosed) regret(new Problem("changed", bothChanged));
    } catch (error) {
      if (isClosed) return regret(error);
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
