import type { Event } from "#domain/events";
import type { Step, Table } from "#domain/noun";
import { tables } from "#domain/nouns";
import { createRows, type Rows } from "./rows.ts";
import type { Snapshot } from "./school-api.ts";

type TableOf<T extends keyof typeof tables> = (typeof tables)[T];

/** The tables of a school's replica. */
export type TableName = keyof typeof tables;
export type RowOf<T extends TableName> =
  TableOf<T> extends Table<infer R extends { id: string }, never> ? R : never;

/** The rows of each table, in their order. */
export type RowsByTable = { [T in TableName]: readonly RowOf<T>[] };

/** Each table, shown. */
export type TableStores = { [T in TableName]: Rows<RowOf<T>> };

/** Every list of a snapshot is a table. */
tables satisfies {
  [T in keyof Snapshot as IsTable<Snapshot[T]> extends true ? T : never]: unknown;
};
type IsTable<L> = L extends readonly { id: string }[] ? true : false;

export const tableNames = Object.keys(tables) as TableName[];

/** Empty tables. `isNew` is told of the rows that appear. */
export function createTables(isNew: (id: string) => void): TableStores {
  const made = tableNames.map((name) => [name, createRows<RowOf<TableName>>(isNew)]);
  return Object.fromEntries(made) as TableStores;
}

/** What `of` gives for each table. */
export function eachTable(of: (name: TableName) => readonly RowOf<TableName>[]): RowsByTable {
  return Object.fromEntries(tableNames.map((name) => [name, of(name)])) as RowsByTable;
}

/** What an event makes of a table. */
export function stepsOf(table: TableName, event: Event): readonly Step<RowOf<TableName>>[] {
  return tables[table](event);
}

/** The row that a step is about. */
export function rowOf(step: Step<{ id: string }>): string {
  if ("put" in step) return step.put.id;
  return "remove" in step ? step.remove : step.amend;
}
