import type { PublicInvite } from "#domain/invites";
import { fullName } from "#domain/names";
import type { RowPlace } from "../place.ts";

/** What somebody invited is called: as their account says or, before there is one, the list they came with; null where neither is known. */
export function inviteeName(school: RowPlace["school"], invite: PublicInvite): string | null {
  const { userId, givenName, familyName } = invite;
  const user = userId === null ? undefined : school.users.at(userId);
  if (user) return fullName(user);
  return fullName({ givenName: givenName ?? "", familyName: familyName ?? "" }) || null;
}
