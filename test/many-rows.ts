/** What a test's database can do, in workerd or beside it. */
interface Database {
  prepare(sql: string): {
    bind(...values: unknown[]): {
      all<T>(): Promise<{ results: T[] }>;
      run(): Promise<unknown>;
    };
  };
}

/**
 * Makes `count` rows of a table like the one that `which` finds, but for the columns that `values` names: SQL, in which `n` is the
 * row's number from 0 and `like` the row they are like.
 */
export async function makeMany(
  database: Database,
  table: string,
  which: string,
  count: number,
  values: Record<string, string>,
): Promise<void> {
  const about = database.prepare("select name from pragma_table_info(?)").bind(table);
  const columns = (await about.all<{ name: string }>()).results.map(({ name }) => name);
  const numbers = JSON.stringify(Array.from({ length: count }, (_, n) => n));
  await database
    .prepare(
      `insert into ${table} (${columns.join(", ")})
        select ${columns.map((name) => values[name] ?? `like.${name}`).join(", ")}
        from (select * from ${table} where ${which} limit 1) like,
        (select value as n from json_each(?))`,
    )
    .bind(numbers)
    .run();
}
