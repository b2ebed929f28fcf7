import { getTableColumns, getTableName, type SQL, sql } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Db } from "./client.ts";
import { invites } from "./schema.ts";

/**
 * Inserts `row` where `condition` holds, so that a rule over several rows and the write are one statement.
 * Every column takes its value from `row`; absent ones are null.
 */
export function insertWhere<T extends SQLiteTable>(
  db: Db,
  table: T,
  row: T["$inferSelect"],
  condition: SQL,
) {
  const values = Object.entries(getTableColumns(table)).map(
    ([key, column]) => sql`${sql.param((row as Record<string, unknown>)[key] ?? null, column)}`,
  );
  return db.insert(table).select(sql`select ${sql.join(values, sql`, `)} where ${condition}`);
}

/** A literal, not a parameter: only then does SQLite see that the indexes on pending invites apply. */
export const isPending = sql`${invites.status} = 'pending'`;

/** A row without its id: writing even the same id again makes SQLite look for children in every table that refers to it. */
export function withoutId<T extends { id: string }>({ id: _, ...rest }: T): Omit<T, "id"> {
  return rest;
}

/** Holds in a batch when the statement before changed a row. */
export const carriedOn = sql`changes() > 0`;

/**
 * A whole row of a joined table as one result column: in a D1 batch, columns of the same name would swallow one another.
 * An array, since D1 allows 32 arguments to a function and an object would need two for each column.
 */
export function packed<T extends SQLiteTable>(
  table: T,
  name = getTableName(table),
): SQL.Aliased<T["$inferSelect"] | null> {
  const columns = Object.entries(getTableColumns(table));
  const [first] = columns;
  const list = sql.join(
    columns.map(([, column]) => sql`${column}`),
    sql`, `,
  );
  return sql`case when ${first?.[1]} is null then null else json_array(${list}) end`
    .mapWith((text: string | null) => {
      if (text === null) return null;
      const values = JSON.parse(text) as unknown[];
      return Object.fromEntries(
        columns.map(([key, column], i) => [
          key,
          values[i] === null ? null : column.mapFromDriverValue(values[i] as never),
        ]),
      );
    })
    .as(`packed_${name}`) as SQL.Aliased<T["$inferSelect"] | null>;
}
