import { type PublicInvite, undoTime } from "#domain/invites";
import type { Note } from "../notes.ts";
import { createCommands } from "./commands.ts";
import type { School } from "./school.ts";
import { createUserCommands } from "./user-commands.ts";

/** The part of a note that takes a withdrawal back while that is possible [C6]. */
export function undoable(school: School, { id, revokedAt }: PublicInvite): Pick<Note, "undo" | "duration"> {
  const left = Date.parse(revokedAt ?? "") + undoTime - school.clock.now();
  return left > 500 ? { undo: () => restore(school, id), duration: left } : {};
}

/** Somebody else may have been quicker: then it is taken back already, and nothing is wrong. */
async function restore(school: School, id: string): Promise<void> {
  try {
    await createCommands(school).restore(id);
  } catch (error) {
    if (school.invites.at(id)?.status !== "pending") throw error;
  }
}

/** The part of a note that takes a deactivation back while that is offered [C6]. `since` is ISO 8601; now where it is left out. */
export function undoableDeactivation(school: School, id: string, since?: string): Pick<Note, "undo" | "duration"> {
  const left = since ? Date.parse(since) + undoTime - school.clock.now() : undoTime;
  return left > 500 ? { undo: () => createUserCommands(school).reactivate(id), duration: left } : {};
}
