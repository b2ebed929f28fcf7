import type { PublicUser } from "#domain/users";
import { byGroupName } from "../groups/people.ts";
import type { School } from "../replica/school.ts";
import type { Facet } from "../ui/lists/choices/facets.ts";
import { staffFacets } from "../ui/lists/choices/staff-facets.ts";

/** What people can be chosen by besides their status [A1]; by group where the school has any. */
export function userFacets(school: School): readonly Facet<PublicUser>[] {
  const offered = (users: readonly PublicUser[]) => {
    const inUse = new Set(users.flatMap(({ groupIds }) => groupIds));
    return school.groups.all().filter(({ id, status }) => status === "active" || inUse.has(id));
  };
  const group: Facet<PublicUser> = {
    key: "group",
    label: "Group",
    all: "All groups",
    options: (users) => byGroupName(offered(users)).map(({ id, name }) => [id, name]),
    holds: ({ groupIds }, id) => groupIds.includes(id),
  };
  return [...staffFacets, group];
}
