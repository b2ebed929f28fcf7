import { DomainError } from "#domain/errors";
import { brokenUnique } from "../events/commit.ts";

/** Only a withdrawn invite comes back without a new link: meanwhile another to the address is pending. */
export function tooLateIfPending(error: unknown): never {
  if (isAnotherPending(error)) throw new DomainError("too_late");
  throw error;
}

/** Another invite to the same address came first: read again, decide again. */
export function nullIfPending(error: unknown): null {
  if (isAnotherPending(error)) return null;
  throw error;
}

/** An id of the client's own making. Whose invite has it already is nobody's business. */
export function refuseUsedId(error: unknown): never {
  if (brokenUnique(error) === "invites.id")
    throw new DomainError("invalid", { fields: { id: "Use a new id." } });
  throw error;
}

function isAnotherPending(error: unknown): boolean {
  return brokenUnique(error) === "invites.school_id";
}
