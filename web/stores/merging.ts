import { Problem } from "../api.ts";

/** How often a change is put on top of somebody else's before giving up. */
const mostTries = 4;

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
    if (!(error instanceof Problem) || error.code !== "changed" || tries === mostTries) throw error;
    takeIn(error.current as T);
    return save(saving, tries + 1);
  }
}
