import { fullName } from "#domain/names";
import type { School } from "../replica/school.ts";
import { createPupilCommands } from "./commands.ts";

/** Takes a deactivation back. */
export async function reactivate(school: School, id: string): Promise<string> {
  return `${fullName(await createPupilCommands(school).reactivate(id))} is active again.`;
}
