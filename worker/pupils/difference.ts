import type { Changes } from "#domain/facts";
import type { Pupil } from "#domain/pupils";

/** What an act changed, for the audit log: old and new; of who a pupil is only that it changed, since that is to be erased one day. */
export function differenceOf(seen: Pupil, next: Pupil): Changes {
  const changes: Changes = {};
  for (const field of ["givenName", "familyName", "upn"] as const)
    if (seen[field] !== next[field]) changes[field] = [null, null];
  for (const field of ["yearGroup", "status"] as const)
    if (seen[field] !== next[field]) changes[field] = [seen[field], next[field]];
  return changes;
}
