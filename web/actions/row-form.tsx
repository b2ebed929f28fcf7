import { onCleanup } from "solid-js";
import { usePresence } from "../presence/use-presence.ts";
import { Problem } from "../replica/api.ts";
import type { Draft, Habits } from "../ui/forms/draft.ts";
import { FormFoot } from "../ui/forms/form-foot.tsx";
import { createRowDraft } from "../ui/forms/save-over.ts";
import { createSubmit, type Problems } from "../ui/forms/submit.ts";
import { createUnsavedChanges } from "../ui/forms/unsaved-changes.ts";
import { note } from "../ui/notes.tsx";
import { tellRefusal } from "./perform.ts";

interface RowFormOptions<R, T extends object> {
  /** What it is a row of: `user`. */
  noun: string;
  id: string;
  /** The row as it is known from moment to moment. */
  known: () => R;
  nameOf: (row: R) => string;
  /** What the form has of a row. */
  fieldsOf: (row: R) => T;
  habits: Habits<T>;
  /** Takes a row that was answered into the replica. */
  keep: (row: R) => void;
  /** What can be seen to be wrong before anything is sent. */
  slipsOf: (changed: Partial<T>) => Problems;
  /** Where each refusal belongs. */
  problems: Pick<Parameters<typeof createSubmit>[0], "fields" | "fieldOf">;
  /** Throws a `Problem` when refused. */
  change: (changes: Partial<T>, version: number, draft: Pick<Draft<T>, "now">) => Promise<R>;
  /** What else a refusal means. */
  onRefusal?: (error: unknown, draft: Pick<Draft<T>, "restore">) => void;
}

/**
 * The form of a row that others may change meanwhile [C2]: its draft, its saving, its place among the half-filled, and who is
 * at it. A form that is gone when the refusal comes tells of it in a note.
 */
export function createRowForm<R extends { version: number }, T extends object>(
  options: RowFormOptions<R, T>,
) {
  const { noun, id, known, nameOf, fieldsOf, slipsOf } = options;
  const draft = createRowDraft<R, T>(fieldsOf(known()), {
    ...options.habits,
    seen: known(),
    known,
    fieldsOf,
    keep: options.keep,
  });
  const form = createSubmit({
    ...options.problems,
    check: () => slipsOf(draft.changed()),
    send: save,
  });
  const unsaved = createUnsavedChanges(() => !form.isPending() && draft.isDirty(), {
    name: `${noun} ${id}`,
    typed: draft.typed,
    restore: draft.resume,
  });
  usePresence().attend(() => ({ id, isEditing: draft.isDirty() }));
  let isClosed = false;
  onCleanup(() => {
    isClosed = true;
  });

  return { draft, form, unsaved };

  async function save(): Promise<void> {
    try {
      const saved = await draft.saveOver((changes, version) =>
        options.change(changes, version, draft),
      );
      // Where an answer was lost, what was saved is found to be so already.
      if (!draft.isUndecided()) note({ text: `Saved ${nameOf(saved ?? known())}.`, tone: "good" });
      else if (isClosed) regret(new Problem("changed", bothChanged));
    } catch (error) {
      if (isClosed) return regret(error);
      options.onRefusal?.(error, draft);
      throw error;
    }
  }

  /** The form is gone: what was typed in it is still here. */
  function regret(error: unknown): void {
    const failed = `The changes to ${nameOf(known())} are not saved.`;
    tellRefusal({ about: id, failed }, error, () => void save());
  }
}

export type RowForm<T extends object> = Pick<
  ReturnType<typeof createRowForm<{ version: number }, T>>,
  "form" | "unsaved"
> & { draft: Pick<Draft<T>, "isUndecided" | "isDirty"> };

/** Where the form of a row ends. */
export function RowFormFoot<T extends object>(props: { of: RowForm<T> }) {
  const isDirty = () => props.of.draft.isDirty();
  return (
    <FormFoot
      form={props.of.form}
      unsaved={props.of.unsaved}
      state={props.of.draft.isUndecided() ? "Choose at the top" : isDirty() ? "Not saved yet" : ""}
      close={isDirty() ? "Cancel" : "Close"}
      confirm={props.of.form.isPending() ? "Saving…" : "Save"}
      isIdle={!isDirty()}
    />
  );
}

const bothChanged = "Somebody else has just changed the same fields. Look at it again.";
