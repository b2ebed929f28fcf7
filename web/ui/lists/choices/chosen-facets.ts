import { useSearchParams } from "@solidjs/router";
import { type Accessor, createMemo } from "solid-js";
import { chosenAmong, type Facet } from "./facets.ts";

/** What rows are chosen by, which the list's address holds [U1]. */
export function createFacets<T>(all: readonly Facet<T>[]) {
  const [params, setParams] = useSearchParams<Record<string, string>>();
  const chosenFor = ({ key }: Facet<T>): string | null => params[key] || null;
  const inUse = createMemo(() => all.filter((facet) => chosenFor(facet) !== null));

  return {
    all,
    chosenFor,
    /** The same by a facet's name in the address. */
    valueOf: (key: string): string | null => params[key] || null,
    choose: (facet: Facet<T>, value: string | null) => setParams({ [facet.key]: value }),
    /** Changes when one of them does. */
    chosen: () =>
      inUse()
        .map((facet) => `${facet.key} ${chosenFor(facet)}`)
        .join("\n"),
    /** How many of them say something. */
    inUse: () => inUse().length,
    clear: () => setParams(Object.fromEntries(all.map(({ key }) => [key, null]))),
    /** The rows that all of them hold for. */
    within: (rows: Accessor<readonly T[]>) =>
      createMemo(() => chosenAmong(rows(), inUse(), chosenFor)),
    /** The end of an address, with what is chosen in it. */
    search(search: string): string {
      const params = new URLSearchParams(search);
      for (const facet of inUse()) params.set(facet.key, chosenFor(facet) ?? "");
      return params.size > 0 ? `?${params}` : "";
    },
  };
}

export type Facets<T> = ReturnType<typeof createFacets<T>>;
