import type { PublicPupil } from "../pupils.ts";

/**
 * What a file says of a pupil, by its headings, which an import of it reads back as they are; of groups their names, parted by
 * semicolons.
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
    Groups: ({ groupIds }) => groupIds.flatMap((id) => groupNames(id) ?? []).join("; "),
    Status: ({ status }) => (status === "active" ? "Active" : "Inactive"),
  };
}
