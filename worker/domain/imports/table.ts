import type { PublicImport } from "../imports.ts";
import type { Table } from "../noun.ts";

/** The one import that stands; its differences are asked for where they are looked at. */
export const importTable: Table<PublicImport, { import?: PublicImport }> = ({ import: row }) => {
  if (!row) return [];
  return [row.status === "replaced" ? { remove: row.id } : { put: row }];
};
