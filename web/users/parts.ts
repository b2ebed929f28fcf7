import type { PublicUser } from "#domain/users";
import { likelyDuplicates } from "#domain/users/likeness";
import { type StaffType, staffTypeNames, staffTypes } from "#domain/users/staff";
import type { Part } from "../ui/lists/part.ts";

const parts: Record<"never" | "alike" | "untyped" | StaffType, Part<PublicUser>> = {
  never: part("Never signed in", ({ lastSeenAt }) => lastSeenAt === null),
  alike: {
    name: "Likely one person",
    of(users) {
      const alike = likelyDuplicates(users);
      return users.filter(({ id }) => alike.has(id));
    },
  },
  untyped: part("No staff type", ({ staffType }) => staffType === null),
  ...(Object.fromEntries(
    staffTypes.map((type) => [
      type,
      part(staffTypeNames[type], ({ staffType }) => staffType === type),
    ]),
  ) as Record<StaffType, Part<PublicUser>>),
};

export type UserPart = keyof typeof parts;

/** Part of the users by its name in addresses: `never`, `alike`, or a staff type. */
export function userPart(key: string): Part<PublicUser> | null {
  return Object.hasOwn(parts, key) ? parts[key as UserPart] : null;
}

function part(name: string, holds: (user: PublicUser) => boolean): Part<PublicUser> {
  return { name, of: (users) => users.filter(holds) };
}
