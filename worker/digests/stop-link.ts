import { type LinkKey, readLink, signLink } from "../links.ts";

/** Parts a school's id from an account's: no id has it, and a link's path may. */
const between = "_";

/** The token with which anybody who has it stops one person's digest of one school, however old it is. */
export function stopToken(
  keys: readonly [LinkKey, ...LinkKey[]],
  school: string,
  userId: string,
): string {
  return signLink(keys, "digest", `${school}${between}${userId}`, 1);
}

/** Whose digest of which school a token stops; null for a forged one. */
export function stoppedBy(
  keys: readonly LinkKey[],
  token: string,
): { school: string; userId: string } | null {
  const [school, userId] = readLink(keys, "digest", token)?.id.split(between) ?? [];
  return school && userId ? { school, userId } : null;
}
