import { isRefusal } from "../../replica/api.ts";
import type { Draft } from "./draft.ts";

/** How often a change is put on top of somebody else's before giving up. */
const mostTries = 4;

/** The row that a draft stands on, while others may change it. `fieldsOf` gives what the draft has of a row. */
export function createFooting<R extends { version: number }, T extends object>(
  draft: Pick<Draft<T>, "rebase">,
  first: R | null | undefined,
  fieldsOf: (row: R) => T,
) {
  let seen = first ?? null;
  return { seen: () => seen, version: () => seen?.version ?? 0, takeIn };

  /** Takes in a newer row: what I have not touched becomes theirs, what both touched is shown to choose from [C2]. */
  function takeIn(row: R | null | undefined): void {
    if (!row || row.version <= (seen?.version ?? -1)) return;
    seen = row;
    draft.rebase(fieldsOf(row));
  }
}

interface Saving<T> {
  draft: { isDirty: () => boolean; isUndecided: () => boolean };
  /** Sends the changed fields with the version they were made on. */
  ask: () => Promise<T>;
  /** Takes the row as it is now into the replica and the draft. */
  takeIn: (row: T) => void;
}

/**
 * Saves what a draft changes; where somebody was faster, on top of theirs [C2]. What was saved comes back; null when there was
 * nothing to save, or when a field that both changed waits for a decision. Throws a `Problem` when refused.
 */
export async function save<T>(saving: Saving<T>, tries = 1): Promise<T | null> {
  const { draft, ask, takeIn } = saving;
  if (draft.isUndecided() || !draft.isDirty()) return null;
  try {
    const saved = await ask();
    takeIn(saved);
    return saved;
  } catch (error) {
    if (!isRefusal(error, "changed") || tries === mostTries) throw error;
    takeIn(error.current as T);
    return save(saving, tries + 1);
  }
}
