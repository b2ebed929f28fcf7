/** Has each round trip to D1 go through `trip`, with its queries and what asks them. */
export function watched(
  db: D1Database | D1DatabaseSession,
  trip: (queries: string[], ask: () => Promise<D1Result[]>) => Promise<D1Result[]>,
): D1Database {
  const known = new WeakMap<object, { raw: D1PreparedStatement; query: string }>();

  function wrapped(raw: D1PreparedStatement, query: string): D1PreparedStatement {
    const all = async () => (await trip([query], async () => [await raw.all()]))[0] as D1Result;
    const rows = async () => (await all()).results as Record<string, unknown>[];
    const statement = {
      bind: (...values: unknown[]) => wrapped(raw.bind(...values), query),
      all,
      run: all,
      raw: async () => (await rows()).map((row) => Object.values(row)),
      first: async (column?: string) => {
        const [row = null] = await rows();
        return row && column ? row[column] : row;
      },
    } as unknown as D1PreparedStatement;
    known.set(statement, { raw, query });
    return statement;
  }

  return {
    prepare: (query: string) => wrapped(db.prepare(query), query),
    batch(statements: D1PreparedStatement[]) {
      const each = statements.map((one) => known.get(one) ?? { raw: one, query: "" });
      return trip(
        each.map(({ query }) => query),
        () => db.batch(each.map(({ raw }) => raw)),
      );
    },
    withSession: (from?: string) =>
      watched("withSession" in db ? db.withSession(from) : db, trip) as unknown,
  } as D1Database;
}

/** What was asked of D1. */
export interface Asked {
  trips: number;
  statements: number;
  rowsRead: number;
  rowsWritten: number;
}

/** The same database, which counts in `sum` what it is asked. */
export function counted(db: D1Database, sum: Asked): D1Database {
  return watched(db, async (queries, ask) => {
    sum.trips++;
    sum.statements += queries.length;
    const answers = await ask();
    for (const { meta } of answers) {
      sum.rowsRead += meta.rows_read ?? 0;
      sum.rowsWritten += meta.rows_written ?? 0;
    }
    return answers;
  });
}

export const nothing: Readonly<Asked> = { trips: 0, statements: 0, rowsRead: 0, rowsWritten: 0 };
