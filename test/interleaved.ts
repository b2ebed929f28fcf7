import { watched } from "#db/watched";
import type { Env } from "#worker/env";
import { bindings } from "./people.ts";

const isWrite = (query: string) => /^\s*(?:insert|update|delete)\b/i.test(query);
/** Tries are counted before anything is decided, and mail leaves behind the answer. */
const isBeside = (query: string) =>
  /^\s*(?:\w+ (?:into |from )?"tries"|update "mails")/i.test(query);

/** The Worker's environment with a database that lets `before` run ahead of the nth write, counted from 1. */
export function interleaved(before: (nth: number) => Promise<void>): Env {
  let writes = 0;
  return asked(async (...queries) => {
    if (queries.some((query) => isWrite(query) && !isBeside(query))) await before(++writes);
  });
}

/** The Worker's environment with a database that runs `at` ahead of every round trip, with its queries. */
export function asked(at: (...queries: string[]) => Promise<void>): Env {
  return withDatabase(
    watched(bindings.DB, async (queries, ask) => {
      await at(...queries);
      return ask();
    }),
  );
}

/** The Worker's environment with another database. */
export function withDatabase(db: D1Database): Env {
  return Object.create(bindings, { DB: { value: db } }) as Env;
}
