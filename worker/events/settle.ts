import { DomainError } from "#domain/errors";
import type { Author } from "./author.ts";
import { RoleChanged } from "./still-may.ts";

/**
 * Reads, decides and commits until nobody else wrote in between, three times unless said, then `busy`. Whoever has
 * another role meanwhile, which still allows it, decides again in that one.
 */
export async function settle<A extends { actor: Author }, T>(
  act: A,
  attempt: (act: A) => Promise<T | null>,
  most = 3,
): Promise<T> {
  let present = act;
  for (let tries = 0; tries < most; tries++) {
    try {
      const done = await attempt(present);
      if (done !== null) return done;
    } catch (error) {
      if (!(error instanceof RoleChanged)) throw error;
      present = inRole(present, error);
    }
  }
  throw new DomainError("busy", { retryAfter: 1 });
}

function inRole<A extends { actor: Author }>(act: A, { role }: RoleChanged): A {
  return { ...act, actor: { ...(act.actor as object), role } };
}
