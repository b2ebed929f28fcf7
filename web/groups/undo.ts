import { can } from "#domain/roles";
import type { Undo } from "../actions/noun.ts";
import type { School } from "../replica/school.ts";
import { createGroupCommands } from "./commands.ts";

/** Brings a group back that was put away. */
export const undoOfGroup: Undo<"group"> = (event, { me, school }) => {
  if (event.kind !== "group.deactivated") return null;
  const group = school.groups.at(event.group.id);
  if (group?.status !== "inactive" || !can(me.role, "manageGroups")) return null;
  return () => reopen(school, group.id);
};

/** Takes a deactivation back. */
export async function reopen(school: School, id: string): Promise<string> {
  return `${(await createGroupCommands(school).reopen(id)).name} is active again.`;
}
