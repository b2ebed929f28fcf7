import type { cost as shipped } from "#worker/accounts/hashing/cost";

/** Stands in workerd for the shipped cost: tests make thousands of hashes, and none of them is a thief's to crack. */
export const cost: typeof shipped = { N: 2, r: 1, p: 1 };
