/** What may happen to a school's year. */
export const yearKinds = ["year.rolled", "year.unrolled"] as const;
