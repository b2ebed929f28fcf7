import type { Db } from "#db/client";
import type { Reading } from "#db/reading";
import type { Env } from "../env.ts";
import type { Committed } from "./committed.ts";

/** Something that comes due by time alone. Times are epoch milliseconds. */
export interface Clock {
  /** The schools in which it is due by `now`, the longest due first. */
  schools(db: Db, now: number): Reading<string[]>;
  /** When it is next due in a school, be that past; null when nothing waits. */
  next(db: Db, school: string): Reading<number | null>;
  /** Does what is due in a school; the events of it. */
  run(env: Env, school: string, now: number): Promise<Committed[]>;
  /** Whether it waits for somebody outside, so that nothing else may wait for it. */
  isSlow: boolean;
}

/** The most schools that one look finds. Whatever is left is found by the next. */
export const mostSchools = 200;
