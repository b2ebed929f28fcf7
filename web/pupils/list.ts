import { yearGroups } from "#domain/groups";
import type { PublicPupil } from "#domain/pupils";
import { pupilText } from "#domain/pupils/search";
import { seeking } from "#domain/text/search";
import { type Order, type SortValue, sorted } from "../ui/lists/order.ts";

export type PupilFilter = "active" | "inactive" | "all";

export const pupilFilters: PupilFilter[] = ["active", "inactive", "all"];

export const pupilFilterNames: Record<PupilFilter, string> = {
  active: "Active",
  inactive: "Inactive",
  all: "All",
};

/** A pupil with what the groups are called. */
export interface PupilRow extends PublicPupil {
  groups: readonly string[];
}

/** How many there are of each. */
export function countPupils(pupils: readonly PublicPupil[]): Record<PupilFilter, number> {
  const active = pupils.filter(({ status }) => status === "active").length;
  return { active, inactive: pupils.length - active, all: pupils.length };
}

/** Those in this state whose row shows every word of `query` [U9]. */
export function searchPupils(
  pupils: readonly PupilRow[],
  filter: PupilFilter,
  query: string,
): PupilRow[] {
  const isFound = seeking(query);
  return pupils.filter(
    (pupil) =>
      (filter === "all" || pupil.status === filter) &&
      (!query || isFound(pupilText(pupil, pupil.groups))),
  );
}

/** The year groups that occur, Nursery before Reception before Year 1, the others last. */
export function yearsOf(pupils: readonly PublicPupil[]): string[] {
  const years = new Set(pupils.flatMap(({ yearGroup }) => yearGroup ?? []));
  return [...years].sort((one, other) => rank(one) - rank(other) || one.localeCompare(other));
}

export const pupilSorts = ["name", "upn", "yearGroup", "groups", "status"] as const;

export type PupilSort = (typeof pupilSorts)[number];

const values: Record<PupilSort, (pupil: PupilRow) => SortValue> = {
  name: ({ givenName, familyName }) => `${familyName} ${givenName}`,
  upn: ({ upn }) => upn,
  yearGroup: ({ yearGroup }) => yearGroup && String(rank(yearGroup)).padStart(2, "0") + yearGroup,
  groups: ({ groups }) => groups.join(", ") || null,
  status: ({ status }) => status,
};

export const bySurname: Order<PupilSort> = { by: "name", isDescending: false };

/** The same pupils in this order; by surname where the column does not decide. */
export function inOrder(pupils: readonly PupilRow[], order: Order<PupilSort> | null): PupilRow[] {
  const { by, isDescending } = order ?? bySurname;
  return sorted(pupils, values[by], isDescending, values.name);
}

function rank(year: string): number {
  const place = yearGroups.indexOf(year);
  return place === -1 ? yearGroups.length : place;
}
