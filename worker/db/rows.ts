import {
  Column,
  getTableColumns,
  getTableName,
  is,
  isSQLWrapper,
  Placeholder,
  type SQL,
  type SQLWrapper,
  sql,
} from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Db } from "./client.ts";
import { invites } from "./schema.ts";

/** What is written of each column, by its name: a value, or an expression over the rows that are selected. */
export type Values<T extends SQLiteTable> = {
  [K in keyof T["$inferSelect"]]: T["$inferSelect"][K] | SQLWrapper;
};

/**
 * Inserts a row for each that `from` selects. Columns are named, so their order in the schema and in the database means nothing.
 * Every column takes its value from `values`; absent ones are null.
 */
export function insertFrom<T extends SQLiteTable>(db: Db, table: T, values: Values<T>, from: SQL) {
  const given: Record<string, unknown> = values;
  // Drizzle names the table's columns in this very order.
  const list = Object.entries(getTableColumns(table)).map(([key, column]) => {
    const value = given[key] ?? null;
    const isExpression = isSQLWrapper(value) && !is(value, Placeholder);
    return isExpression ? sql`${value}` : sql`${sql.param(value, column)}`;
  });
  return db.insert(table).select(sql`select ${sql.join(list, sql`, `)} ${from}`);
}

/** Inserts `row` where `condition` holds, so that a rule over several rows and the write are one statement. */
export function insertWhere<T extends SQLiteTable>(
  db: Db,
  table: T,
  row: Values<T>,
  condition: SQL,
) {
  return insertFrom(db, table, row, sql`where ${condition}`);
}

/**
 * Inserts each of `rows` for which `condition`, over `j.value`, holds; columns of `but` are the same expression for all. They are one parameter, of at most 2 MB
 * (developers.cloudflare.com/d1/platform/limits): a thousand rows or so.
 */
export function insertEach<T extends SQLiteTable>(
  db: Db,
  table: T,
  rows: readonly Partial<T["$inferSelect"]>[],
  condition: SQL,
  but: Partial<Values<T>> = {},
) {
  const keys = Object.keys(getTableColumns(table));
  const fields = Object.fromEntries(keys.map((key) => [key, field(key)])) as Values<T>;
  const values: Values<T> = { ...fields, ...but };
  return insertFrom(db, table, values, sql`from ${each(rows)} where ${condition}`);
}

/** Values as the rows of `j`. */
export function each(values: readonly unknown[]): SQL {
  return sql`json_each(${JSON.stringify(values)}) j`;
}

/**
 * Joins a table to the rows of `each` so that it is looked up for each of them. SQLite takes a list for a large one: left to choose, it
 * may read the table's rows of a school and, for every one of them, the whole list.
 */
export function lookedUp(table: SQLiteTable): SQL {
  return sql`cross join ${table}`;
}

/** A field of the object in a row of `each`. */
export function field(key: string): SQL {
  return sql`j.value ->> ${key}`;
}

/** A literal, not a parameter: only then does SQLite see that the indexes on pending invites apply. */
export const isPending = sql`${invites.status} = 'pending'`;

/** A row without its id: writing even the same id again makes SQLite look for children in every table that refers to it. */
export function withoutId<T extends { id: unknown }>({ id: _, ...rest }: T): Omit<T, "id"> {
  return rest;
}

/** Holds in a batch when the statement before changed a row. */
export const carriedOn = sql`changes() > 0`;

/**
 * A row of a table as one result column, whole or with these columns alone: in a D1 batch, columns of the same name would
 * swallow one another. An array, since D1 allows 32 arguments to a function and an object would need two for each column.
 * For tables that are always there; `packedOrNull` for those of a left join.
 */
export function packed<T extends SQLiteTable, K extends Key<T> = Key<T>>(
  table: T,
  keys?: readonly K[],
): SQL.Aliased<Pick<T["$inferSelect"], K>> {
  const columns = columnsOf(table, keys);
  return sql`${arrayOf(columns)}`
    .mapWith(unpacking<Pick<T["$inferSelect"], K>>(columns))
    .as(`packed_${getTableName(table)}`);
}

/** The same for a table that may have no such row. */
export function packedOrNull<T extends SQLiteTable, K extends Key<T> = Key<T>>(
  table: T,
  keys?: readonly K[],
): SQL.Aliased<Pick<T["$inferSelect"], K> | null> {
  const columns = columnsOf(table, keys);
  const [first] = Object.values(getTableColumns(table));
  const unpack = unpacking<Pick<T["$inferSelect"], K>>(columns);
  return sql`case when ${first} is null then null else ${arrayOf(columns)} end`
    .mapWith((text: string | null) => (text === null ? null : unpack(text)))
    .as(`packed_${getTableName(table)}`);
}

/** What somebody is called, of an account. */
export const names = ["id", "givenName", "familyName"] as const;

type Key<T extends SQLiteTable> = keyof T["$inferSelect"] & string;
type Columns = [key: string, column: SQLiteColumn][];

function columnsOf(table: SQLiteTable, keys?: readonly string[]): Columns {
  return Object.entries(getTableColumns(table)).filter(([key]) => keys?.includes(key) ?? true);
}

function arrayOf(columns: Columns): SQL {
  const each = columns.map(([, column]) => sql`${column}`);
  return sql`json_array(${sql.join(each, sql`, `)})`;
}

function unpacking<Row>(columns: Columns): (text: string) => Row {
  // Most columns hold what they are read as.
  const others = columns.flatMap(([key, column], i) =>
    column.mapFromDriverValue === Column.prototype.mapFromDriverValue ? [] : { key, column, i },
  );
  return (text) => {
    const values = JSON.parse(text) as unknown[];
    const row: Record<string, unknown> = {};
    for (let i = 0; i < columns.length; i++) row[(columns[i] as Columns[number])[0]] = values[i];
    for (const { key, column, i } of others)
      if (values[i] !== null) row[key] = column.mapFromDriverValue(values[i]);
    return row as Row;
  };
}
