import type { Ask } from "../actions/open-dialog.ts";
import { usePlace } from "../place.ts";
import { createDraft } from "../ui/forms/draft.ts";
import { NewRowSheet } from "../ui/forms/row-sheets.tsx";
import { createSubmit } from "../ui/forms/submit.ts";
import { createUnsavedChanges } from "../ui/forms/unsaved-changes.ts";
import { note } from "../ui/notes.tsx";
import { createGroupCommands } from "./commands.ts";
import { emptyEdit, groupProblems, newGroupOf, slipsOf, tidied } from "./draft.ts";
import { GroupFields } from "./fields.tsx";

/** The form for a new group. Who is in it is chosen next. */
export function AddGroupForm(props: { open: (id: string) => void; ask: Ask }) {
  const { school } = usePlace();
  const commands = createGroupCommands(school);
  const draft = createDraft(emptyEdit, { tidy: tidied });
  const details = () => newGroupOf(draft.now());
  const form = createSubmit({
    ...groupProblems,
    check: () => slipsOf(draft.now()),
    wish: details,
    send: (key) => commands.add(details(), key),
    done: ({ id, name }) => {
      note({ about: id, text: `Added ${name}.`, tone: "good" });
      props.open(id);
      props.ask({ dialog: "members", id });
    },
  });
  const unsaved = createUnsavedChanges(
    () => !form.isPending() && draft.isDirty(),
    { name: "new group", typed: draft.typed, restore: draft.resume },
    { words: "The group has not been added yet." },
  );
  return (
    <NewRowSheet what="group" form={form} unsaved={unsaved}>
      <GroupFields draft={draft} problems={form.problems()} />
    </NewRowSheet>
  );
}
