import type { PublicGroup } from "../groups.ts";
import { searchText } from "../text/search.ts";

/** All that a row of the list shows of a group, for the search box and for `?q=` alike [U9]. */
export function groupText({ name, yearGroup }: Pick<PublicGroup, "name" | "yearGroup">): string {
  return searchText([name, yearGroup]);
}
