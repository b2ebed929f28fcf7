/** One thing that rows can be chosen by besides their state: a role, who invited them. */
export interface Facet<T> {
  /** Its name in the address. */
  key: string;
  /** What it is called, and what stands where nothing is chosen: `Role`, `All roles`. */
  label: string;
  all: string;
  /** What there is to choose among these rows: values with their names, in order. */
  options: (rows: readonly T[]) => readonly Option[];
  holds: (row: T, value: string) => boolean;
}

export type Option = readonly [value: string, name: string];

/** The rows that every facet holds for, by its value. */
export function chosenAmong<T>(
  rows: readonly T[],
  facets: readonly Facet<T>[],
  chosenFor: (facet: Facet<T>) => string | null,
): readonly T[] {
  if (facets.length === 0) return rows;
  return rows.filter((row) => facets.every((facet) => facet.holds(row, chosenFor(facet) ?? "")));
}
