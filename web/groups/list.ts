import type { PublicGroup } from "#domain/groups";
import { groupText } from "#domain/groups/search";
import { seeking } from "#domain/text/search";
import { type Order, type SortValue, sorted } from "../ui/lists/order.ts";

export type GroupFilter = "active" | "inactive" | "all";

export const groupFilters: GroupFilter[] = ["active", "inactive", "all"];

export const groupFilterNames: Record<GroupFilter, string> = {
  active: "Active",
  inactive: "Inactive",
  all: "All",
};

/** How many there are of each. */
export function countGroups(groups: readonly PublicGroup[]): Record<GroupFilter, number> {
  const active = groups.filter(({ status }) => status === "active").length;
  return { active, inactive: groups.length - active, all: groups.length };
}

/** Those in this state whose row shows every word of `query` [U9]. */
export function searchGroups(
  groups: readonly PublicGroup[],
  filter: GroupFilter,
  query: string,
): PublicGroup[] {
  const isFound = seeking(query);
  return groups.filter(
    (group) => (filter === "all" || group.status === filter) && isFound(groupText(group)),
  );
}

export const groupSorts = ["name", "yearGroup", "staff", "pupils", "status"] as const;

export type GroupSort = (typeof groupSorts)[number];

const values: Record<GroupSort, (group: PublicGroup) => SortValue> = {
  name: ({ name }) => name,
  yearGroup: ({ yearGroup }) => yearGroup,
  // The largest first.
  staff: ({ staff }) => -staff,
  pupils: ({ pupils }) => -pupils,
  status: ({ status }) => status,
};

export const byName: Order<GroupSort> = { by: "name", isDescending: false };

/** The same groups in this order; by name where the column does not decide. */
export function inOrder(
  groups: readonly PublicGroup[],
  order: Order<GroupSort> | null,
): PublicGroup[] {
  const { by, isDescending } = order ?? byName;
  return sorted(groups, values[by], isDescending, values.name);
}
