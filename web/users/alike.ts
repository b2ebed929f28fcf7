import { createMemo } from "solid-js";
import { fullName } from "#domain/names";
import type { PublicUser } from "#domain/users";
import { likelyDuplicates } from "#domain/users/likeness";

/** Who is likely the same person as whom [A13]: by the id of one, the name of the other. */
export function createAlike(users: () => readonly PublicUser[]): (id: string) => string | null {
  const names = createMemo(() => {
    const byId = new Map(users().map((user) => [user.id, user]));
    const found = [...likelyDuplicates(users())].map(([id, [other]]) => {
      const user = other && byId.get(other.id);
      return [id, user ? `${fullName(user)} (${user.username})` : null] as const;
    });
    return new Map(found);
  });
  return (id) => names().get(id) ?? null;
}
