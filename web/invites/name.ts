import type { PublicInvite } from "#domain/invites";
import { fullName } from "#domain/names";
import type { School } from "../replica/school.ts";

/** What somebody invited is called: as their account says or, before there is one, the list they came with; null where neither is known. */
export function inviteeName(school: School, invite: PublicInvite): string | null {
  const { userId, givenName, familyName } = invite;
  const user = userId === null ? undefined : school.users.at(userId);
  if (user) return fullName(user);
  return fullName({ givenName: givenName ?? "", familyName: familyName ?? "" }) || null;
}
