import { fullName } from "../names.ts";
import type { ListedPupil, PublicPupil } from "../pupils.ts";
import { searchText } from "../text/search.ts";

/** All that a row of the list shows of a pupil, for the search box and for `?q=` alike [U9]; `groups` by their names. */
export function pupilText(
  pupil: ListedPupil & Partial<Pick<PublicPupil, "upn">>,
  groups: readonly string[],
): string {
  return searchText([fullName(pupil), pupil.upn, pupil.yearGroup, ...groups]);
}
