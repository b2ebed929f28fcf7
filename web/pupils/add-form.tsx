import * as Dialog from "@kobalte/core/dialog";
import { fullName } from "#domain/names";
import { usePlace } from "../place.ts";
import { createDraft } from "../ui/forms/draft.ts";
import { FormFoot } from "../ui/forms/form-foot.tsx";
import { FormSheet } from "../ui/forms/form-sheet.tsx";
import { createSubmit } from "../ui/forms/submit.ts";
import { createUnsavedChanges } from "../ui/forms/unsaved-changes.ts";
import { note } from "../ui/notes.tsx";
import { createPupilCommands } from "./commands.ts";
import { emptyEdit, newPupilOf, pupilProblems, slipsOf, tidied } from "./draft.ts";
import { PupilFields } from "./fields.tsx";

/** The form for a new pupil. */
export function AddPupilForm(props: { open: (id: string) => void }) {
  const { school } = usePlace();
  const commands = createPupilCommands(school);
  const draft = createDraft(emptyEdit, { tidy: tidied });
  const details = () => newPupilOf(draft.now());
  const form = createSubmit({
    ...pupilProblems,
    check: () => slipsOf(draft.now()),
    wish: details,
    send: (key) => commands.add(details(), key),
    done: (pupil) => {
      note({ about: pupil.id, text: `Added ${fullName(pupil)}.`, tone: "good" });
      props.open(pupil.id);
    },
  });
  const unsaved = createUnsavedChanges(
    () => !form.isPending() && draft.isDirty(),
    { name: "new pupil", typed: draft.typed, restore: draft.resume },
    { words: "The pupil has not been added yet." },
  );
  return (
    <FormSheet
      form={form}
      head={
        <div class="side-panel-head">
          <Dialog.Title class="side-panel-title" tabindex={-1}>
            Add pupil
          </Dialog.Title>
        </div>
      }
      foot={
        <FormFoot
          form={form}
          unsaved={unsaved}
          close="Cancel"
          confirm={form.isPending() ? "Adding…" : "Add pupil"}
        />
      }
    >
      <PupilFields draft={draft} problems={form.problems()} />
    </FormSheet>
  );
}
