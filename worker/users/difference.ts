import type { Changes } from "#domain/facts";
import type { Halves } from "#domain/users";

/** What an act changed, for the audit log: old and new; of a person's details only that they changed. */
export function differenceOf(seen: Halves, next: Halves): Changes {
  const changes: Changes = {};
  for (const field of [
    "role",
    "staffType",
    "editHistory",
    "seeWholeSchool",
    "setTargets",
    "status",
  ] as const) {
    if (seen.membership[field] !== next.membership[field])
      changes[field] = [seen.membership[field], next.membership[field]];
  }
  for (const field of [
    "title",
    "givenName",
    "middleName",
    "familyName",
    "email",
    "phone",
  ] as const) {
    if (seen.account[field] !== next.account[field]) changes[field] = [null, null];
  }
  if (seen.account.passwordHash !== next.account.passwordHash) {
    changes.passwordState = [seen.account.passwordState, next.account.passwordState];
  }
  return changes;
}
