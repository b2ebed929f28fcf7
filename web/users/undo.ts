import { fullName } from "#domain/names";
import { canManage } from "#domain/roles";
import { isWhole } from "#domain/users/seen";
import type { Undo } from "../actions/noun.ts";
import type { School } from "../replica/school.ts";
import { createUserCommands } from "./commands.ts";

/** Brings somebody back who was deactivated. */
export const undoOfUser: Undo<"user"> = (event, { me, school }) => {
  if (event.kind !== "user.deactivated") return null;
  const user = school.users.at(event.user.id);
  // Of two accounts that were made one, neither comes back by itself.
  if (event.changes?.mergedInto || !isWhole(user) || user.status === "active") return null;
  return canManage(me.role, user.role) ? () => reactivate(school, user.id) : null;
};

/** Takes a deactivation back. */
export async function reactivate(school: School, id: string): Promise<string> {
  return `${fullName(await createUserCommands(school).reactivate(id))} is active again.`;
}
