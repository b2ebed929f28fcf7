/** One thing that rows can be chosen by besides their state: a role, who invited them. */
export interface Facet<T> {
  /** Its name in the address. */
  key: string;
  /** What it is called, and what stands where nothing is chosen: `Role`, `All roles`. */
  label: string;
  all: string;
  /** What there is to choose among these rows: values with their names, in order. */
  options: (rows: readonly T[]) => readonly Option[];
  /** The same among any, where not all rows are here. */
  every?: () => readonly Option[];
  /** What stands above those of them that are seldom meant, after the others. */
  seldom?: { name: string; holds: (value: string) => boolean };
  holds: (row: T, value: string) => boolean;
}

export type Option = readonly [value: string, name: string];

/** Those of the options that one of the rows is of. */
export function among<T>(every: readonly Option[], { holds }: Pick<Facet<T>, "holds">) {
  return (rows: readonly T[]) => every.filter(([value]) => rows.some((row) => holds(row, value)));
}

/** The rows that every facet holds for, by its value. */
export function chosenAmong<T>(
  rows: readonly T[],
  facets: readonly Facet<T>[],
  chosenFor: (facet: Facet<T>) => string | null,
): readonly T[] {
  if (facets.length === 0) return rows;
  return rows.filter((row) => facets.every((facet) => facet.holds(row, chosenFor(facet) ?? "")));
}
