import { createEffect, on } from "solid-js";
import { isRefusal } from "../../replica/api.ts";
import { createDraft, type Habits } from "./draft.ts";

/** How often a change is put on top of somebody else's before giving up. */
const mostTries = 4;

interface RowDraftOptions<R, T> extends Habits<T> {
  /** The row that the draft begins with. */
  seen: R | null | undefined;
  /** The row as it is known from moment to moment, where somebody else may save while a form stands open. */
  known?: () => R | null | undefined;
  /** What the draft has of a row. */
  fieldsOf: (row: R) => T;
  /** Takes a row that was answered into the replica. */
  keep?: (row: R) => void;
}

/** A draft of a row that others may change while it is typed, and its saving on top of what they made of it [C2]. */
export function createRowDraft<R extends { version: number }, T extends object>(
  first: T,
  { known, fieldsOf, keep, ...options }: RowDraftOptions<R, T>,
) {
  const draft = createDraft(first, options);
  let seen = options.seen ?? null;
  if (known) createEffect(on(known, takeIn));

  return { ...draft, seen: () => seen, takeIn, saveOver };

  /** Takes in a newer row: what I have not touched becomes theirs, what both touched is shown to choose from. */
  function takeIn(row: R | null | undefined): void {
    if (!row || row.version <= (seen?.version ?? -1)) return;
    seen = row;
    draft.rebase(fieldsOf(row));
  }

  /**
   * Sends the changed fields with the version they were made on. What was saved comes back; null when there was nothing to save,
   * or when a field that both changed waits for a decision. Throws a `Problem` when refused.
   */
  async function saveOver(
    send: (changes: Partial<T>, version: number) => Promise<R>,
    tries = 1,
  ): Promise<R | null> {
    if (draft.isUndecided() || !draft.isDirty()) return null;
    try {
      const saved = await send(draft.changed(), seen?.version ?? 0);
      take(saved);
      return saved;
    } catch (error) {
      if (!isRefusal(error, "changed") || tries === mostTries) throw error;
      take(error.current as R);
      return saveOver(send, tries + 1);
    }
  }

  function take(row: R): void {
    keep?.(row);
    takeIn(row);
  }
}
