import type { PublicPupil } from "../pupils.ts";
import { namesToCell } from "../text/cell-list.ts";

/**
 * What a file says of a pupil, by its headings, which an import of it reads back as they are; of groups their names.
 */
export function pupilCells(
  groupNames: (id: string) => string | undefined,
): Record<string, (pupil: PublicPupil) => string> {
  return {
    sourcedId: ({ sourcedId }) => sourcedId ?? "",
    UPN: ({ upn }) => upn ?? "",
    "Given name": ({ givenName }) => givenName,
    "Family name": ({ familyName }) => familyName,
    "Year group": ({ yearGroup }) => yearGroup ?? "",
    Groups: ({ groupIds }) => namesToCell(groupIds.flatMap((id) => groupNames(id) ?? [])),
    Status: ({ status }) => (status === "active" ? "Active" : "Inactive"),
    // Two of one name and year are told apart by it, and whoever has no UPN is known.
    "Staffroom ID": ({ id }) => id,
  };
}
