import { useSearchParams } from "@solidjs/router";
import { type Accessor, createMemo } from "solid-js";

/** When and where it is, for rows that depend on it. `now` is epoch milliseconds. */
export interface Moment {
  now: number;
  timeZone: string;
}

/** Some of a list's rows that belong together: what a figure elsewhere counts. */
export interface Part<T> {
  /** What is said of them above the list. */
  name: string;
  of(rows: readonly T[], at: Moment): readonly T[];
}

/** Finds a part by what an address calls it; none for what makes no sense there. */
export type PartNamed<T> = (key: string) => Part<T> | null;

/** The part of its rows that a list shows, which its address holds as `of` [U1]. Null is all of them. */
export function createChosenPart<T>(named: PartNamed<T>) {
  const [params, setParams] = useSearchParams<{ of: string }>();
  const part = createMemo(() => (params.of === undefined ? null : named(params.of)));
  return {
    part,
    leave: () => setParams({ of: null }),
    /** The rows of that part. */
    within: (rows: Accessor<readonly T[]>, at: Accessor<Moment>) =>
      createMemo(() => part()?.of(rows(), at()) ?? rows()),
    /** The end of an address, with the part in it. */
    search(search: string): string {
      const all = new URLSearchParams(search);
      if (part()) all.set("of", params.of ?? "");
      return all.size > 0 ? `?${all}` : "";
    },
  };
}
