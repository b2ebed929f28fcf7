import type { RowOf, TableName } from "../tables.ts";
import type { Head, Placed, Writing } from "./database.ts";

/** The part of a table that this needs. */
interface Shelf<T> {
  get(key: [string, string]): Promise<Placed<T> | undefined>;
  put(row: Placed<T>): Promise<unknown>;
  delete(key: [string, string] | IDBKeyRange): Promise<unknown>;
}

type AnyRow = RowOf<TableName>;

/** A table of the database. */
export function shelfOf(tx: Writing, name: TableName): Shelf<AnyRow> {
  return tx.objectStore(name) as unknown as Shelf<AnyRow>;
}

/** A school's rows of a table, in their order. */
export async function rowsOf(tx: Writing, name: TableName, school: string): Promise<AnyRow[]> {
  return inOrder<AnyRow>(await tx.objectStore(name).getAll(ofSchool(school)));
}

/** Puts each of these rows as it is now where it stood, a new one in front; one that is no more goes. */
export async function amend<T extends { id: string }>(
  shelf: Shelf<T>,
  school: string,
  touched: { id: string; seq: number }[],
  rows: readonly T[],
): Promise<void> {
  const places = new Map([...touched].reverse().map(({ id, seq }) => [id, seq]));
  const now = new Map(rows.flatMap((row) => (places.has(row.id) ? [[row.id, row]] : [])));
  await Promise.all(
    [...places].map(async ([id, seq]) => {
      const row = now.get(id);
      if (!row) return shelf.delete([school, id]);
      const before = await shelf.get([school, id]);
      return shelf.put({ school, id, place: before?.place ?? seq, row });
    }),
  );
}

/** Puts all of a school's rows anew. */
export async function refill<T extends { id: string }>(
  shelf: Shelf<T>,
  head: Head,
  rows: readonly T[],
): Promise<void> {
  await Promise.all([
    shelf.delete(ofSchool(head.id)),
    ...rows.map((row, index) =>
      shelf.put({ school: head.id, id: row.id, place: head.seq - index, row }),
    ),
  ]);
}

function ofSchool(school: string): IDBKeyRange {
  return IDBKeyRange.bound([school], [school, []]);
}

function inOrder<T>(rows: Placed<T>[]): T[] {
  return rows.sort((one, other) => other.place - one.place).map(({ row }) => row);
}
