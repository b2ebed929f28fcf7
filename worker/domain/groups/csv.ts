import type { PublicGroup } from "../groups.ts";

/** What a file says of a group, by its headings, which an import of it reads back as they are. */
export const groupCells = {
  Name: ({ name }) => name,
  "Year group": ({ yearGroup }) => yearGroup ?? "",
  Staff: ({ staff }) => String(staff),
  Pupils: ({ pupils }) => String(pupils),
  Status: ({ status }) => (status === "active" ? "Active" : "Inactive"),
} satisfies Record<string, (group: PublicGroup) => string>;
