import { drizzle } from "drizzle-orm/d1";

export type Db = ReturnType<typeof open>;

/** The database, asked by builders of queries alone: what relations there are, drizzle would work out anew for every request. */
export function open(d1: D1Database) {
  return drizzle(d1);
}
