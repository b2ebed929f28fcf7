import type { schools } from "#db/schema";
import { can, type Role } from "#domain/roles";
import { outlined, type PublicSchool, publishedSchool } from "#domain/schools";

/** The school as somebody of this role sees it: recovery addresses are for those who see recovery. */
export function seenSchool(role: Role, row: typeof schools.$inferSelect): PublicSchool {
  const whole = publishedSchool(row);
  return can(role, "seeRecovery") ? whole : outlined(whole);
}
