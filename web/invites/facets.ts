import type { PublicInvite } from "#domain/invites";
import { fullName } from "#domain/names";
import { can } from "#domain/roles";
import { isActive, type User } from "#domain/users/seen";
import type { School } from "../replica/school.ts";
import type { Facet, Option } from "../ui/lists/choices/facets.ts";
import { staffFacets } from "../ui/lists/choices/staff-facets.ts";

/** Stands for Staffroom itself, which has no id. */
const staffroom = "staffroom";

/** What invites can be chosen by besides their state [I15]; the older ones by anybody who was ever here. */
export function inviteFacets({
  users,
}: {
  users: Pick<School["users"], "all" | "at">;
}): readonly Facet<PublicInvite>[] {
  const people = () => users.all().map((user): Option => [user.id, fullName(user)]);
  return [
    ...staffFacets,
    {
      key: "by",
      label: "Invited by",
      all: "Everybody",
      every: () => inOrder([...people(), [staffroom, "Staffroom"]]),
      seldom: {
        name: "Not an admin now",
        holds: (id) => id !== staffroom && !isAdmin(users.at(id)),
      },
      options: (rows) => inOrder(rows.map(({ invitedBy }) => [idOf(invitedBy), nameOf(invitedBy)])),
      holds: ({ invitedBy }, value) => idOf(invitedBy) === value,
    },
  ];
}

/** Each once, by their names. */
function inOrder(options: readonly Option[]): readonly Option[] {
  return [...new Map(options)].sort(([, one], [, other]) => one.localeCompare(other, "en-GB"));
}

function idOf(person: PublicInvite["invitedBy"]): string {
  return person?.id ?? staffroom;
}

function nameOf(person: PublicInvite["invitedBy"]): string {
  return person?.name ?? "Staffroom";
}

function isAdmin(user: User | undefined): boolean {
  return user !== undefined && isActive(user) && can(user.role, "seeInvites");
}
