import { fullName } from "#domain/names";
import { usePlace } from "../place.ts";
import { createDraft } from "../ui/forms/draft.ts";
import { NewRowSheet } from "../ui/forms/row-sheets.tsx";
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
    <NewRowSheet what="pupil" form={form} unsaved={unsaved}>
      <PupilFields draft={draft} problems={form.problems()} />
    </NewRowSheet>
  );
}
