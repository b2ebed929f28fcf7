import { byGroupName } from "../groups/people.ts";
import type { School } from "../replica/school.ts";
import type { Facet } from "../ui/lists/choices/facets.ts";
import { type PupilRow, yearsOf } from "./list.ts";

/** What pupils can be chosen by besides their status [S6]: their year, and the groups that pupils are in. */
export function pupilFacets(school: School): readonly Facet<PupilRow>[] {
  return [
    {
      key: "year",
      label: "Year group",
      all: "All years",
      options: (pupils) => yearsOf(pupils).map((year) => [year, year]),
      holds: ({ yearGroup }, year) => yearGroup === year,
    },
    {
      key: "group",
      label: "Group",
      all: "All groups",
      options: (pupils) => {
        const inUse = new Set(pupils.flatMap(({ groupIds }) => groupIds));
        const offered = school.groups
          .all()
          .filter(({ id, status }) => status === "active" || inUse.has(id));
        return byGroupName(offered).map(({ id, name }) => [id, name]);
      },
      holds: ({ groupIds }, id) => groupIds.includes(id),
    },
  ];
}
