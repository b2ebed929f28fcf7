import { type StaffType, staffTypeNames, staffTypes } from "#domain/users/staff";

/** Of whom the directory shows those alone. */
export type TypeFilter = StaffType | "all";

export const typeFilters: TypeFilter[] = ["all", ...staffTypes];

export const typeFilterNames: Record<TypeFilter, string> = { all: "All", ...staffTypeNames };

/** How many there are of each. */
export function countTypes(
  people: readonly { staffType: StaffType | null }[],
): Record<TypeFilter, number> {
  const counts = Object.fromEntries(typeFilters.map((type) => [type, 0])) as Record<
    TypeFilter,
    number
  >;
  counts.all = people.length;
  for (const { staffType } of people) if (staffType) counts[staffType]++;
  return counts;
}
