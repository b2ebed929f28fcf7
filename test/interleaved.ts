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
  const db = bindings.DB;
  const queries = new WeakMap<object, { raw: D1PreparedStatement; query: string }>();

  function wrapped(raw: D1PreparedStatement, query: string): D1PreparedStatement {
    const asking = (how: keyof D1PreparedStatement) => {
      return async (...options: unknown[]) => {
        await at(query);
        return (raw[how] as (...given: unknown[]) => unknown).apply(raw, options);
      };
    };
    const bind = (...values: unknown[]) => wrapped(raw.bind(...values), query);
    const asks = {
      run: asking("run"),
      all: asking("all"),
      raw: asking("raw"),
      first: asking("first"),
    };
    const statement = { bind, ...asks } as unknown as D1PreparedStatement;
    queries.set(statement, { raw, query });
    return statement;
  }

  const watched = {
    prepare: (query: string) => wrapped(db.prepare(query), query),
    async batch(statements: D1PreparedStatement[]) {
      const known = statements.map((each) => queries.get(each) ?? { raw: each, query: "" });
      await at(...known.map(({ query }) => query));
      return db.batch(known.map(({ raw }) => raw));
    },
  } as unknown as D1Database;
  return Object.create(bindings, { DB: { value: watched } }) as Env;
}
