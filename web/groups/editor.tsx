import * as Dialog from "@kobalte/core/dialog";
import { onCleanup } from "solid-js";
import type { PublicGroup } from "#domain/groups";
import type { Ask } from "../actions/open-dialog.ts";
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
import { GroupStatusPill } from "./columns.tsx";
import { createGroupCommands } from "./commands.ts";
import {
  changeOf,
  editOf,
  fieldNames,
  type GroupEdit,
  groupProblems,
  slipsOf,
  tidied,
} from "./draft.ts";
import { GroupFields } from "./fields.tsx";
import { GroupMembers } from "./group-members.tsx";
import { GroupActions } from "./row-actions.tsx";

/** The form for a group there is, and who is in it. */
export function GroupEditor(props: { group: PublicGroup; ask: Ask }) {
  const { school } = usePlace();
  const presence = usePresence();
  const commands = createGroupCommands(school);
  const { id } = props.group;
  const known = () => school.groups.knownAt(id) ?? props.group;
  const draft = createRowDraft<PublicGroup, GroupEdit>(editOf(known()), {
    tidy: tidied,
    seen: known(),
    known,
    fieldsOf: editOf,
    keep: school.groups.took,
  });
  const form = createSubmit({
    ...groupProblems,
    check: () => slipsOf(draft.changed()),
    send: save,
  });
  const unsaved = createUnsavedChanges(() => !form.isPending() && draft.isDirty(), {
    name: `group ${id}`,
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
              {props.group.name}
            </Dialog.Title>
            <div class="side-panel-head-state">
              <GroupStatusPill status={props.group.status} />
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
        what="this group"
        names={fieldNames}
        valueName={(_, value) => value || "Nothing"}
      />
      <GroupFields draft={draft} problems={form.problems()} />
      <GroupMembers id={id} ask={props.ask} />
      <GroupActions group={props.group} />
    </FormSheet>
  );

  async function save(): Promise<void> {
    try {
      const saved = await draft.saveOver((changes, version) =>
        commands.change(id, version, changeOf(changes)),
      );
      // Where an answer was lost, what was saved is found to be so already.
      if (!draft.isUndecided())
        note({ text: `Saved ${(saved ?? props.group).name}.`, tone: "good" });
      else if (isClosed) regret(new Problem("changed", bothChanged));
    } catch (error) {
      if (isClosed) return regret(error);
      throw error;
    }
  }

  /** The form is gone: what was typed in it is still here. */
  function regret(error: unknown): void {
    tellRefusal(
      { about: id, failed: `The changes to ${known().name} are not saved.` },
      error,
      () => void save(),
    );
  }
}

const bothChanged = "Somebody else has just changed the same fields. Look at it again.";
