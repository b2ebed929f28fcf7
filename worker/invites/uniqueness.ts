import { DomainError } from "#domain/errors";
import type { Act } from "../act.ts";
import { brokenUnique } from "../events/commit.ts";
import { findInvite } from "./lists/list.ts";

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

/** Refuses an id of the client's own making that the school has in use already; throws any other error on. Else it is another school's. */
export async function refuseUsedId(
  { env, school }: Act,
  id: string,
  error: unknown,
): Promise<void> {
  if (brokenUnique(error) !== "invites.id") throw error;
  if (await findInvite(env, school, id))
    throw new DomainError("invalid", { fields: { id: "Use a new id." } });
}

function isAnotherPending(error: unknown): boolean {
  return brokenUnique(error) === "invites.school_id";
}
