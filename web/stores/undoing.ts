import { type PublicInvite, undoTime } from "#domain/invites";
import type { Note } from "../notes.ts";
import { createCommands } from "./commands.ts";
import type { School } from "./school.ts";

/** The part of a note that takes a withdrawal back while that is possible [C6]. */
export function undoable(school: School, { id, revokedAt }: PublicInvite): Pick<Note, "undo" | "duration"> {
  const left = Date.parse(revokedAt ?? "") + undoTime - school.clock.now();
  return left > 500 ? { undo: () => createCommands(school).restore(id), duration: left } : {};
}
