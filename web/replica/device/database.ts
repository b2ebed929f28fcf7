import { type DBSchema, type IDBPTransaction, openDB } from "idb";
import type { State } from "../school.ts";
import type { SessionAnswer } from "../session.ts";
import { type RowOf, type TableName, tableNames } from "../tables.ts";
import { databaseName, ownMark } from "./device-mark.ts";

/** A row where it stands in its table. */
export interface Placed<T> {
  school: string;
  id: string;
  /** The higher, the further in front. */
  place: number;
  row: T;
}

/** What is known of a school beside its rows, every one of which is at least as new as the number here. */
export interface Head extends Omit<State, TableName> {
  id: string;
  /** Kept under this mark, see `ownMark`, and for this account. */
  mark: string;
  account: string;
  session: SessionAnswer;
  /** Epoch milliseconds. */
  usedAt: number;
}

type Tables = DBSchema & { heads: { key: string; value: Head } } & {
  [T in TableName]: { key: [string, string]; value: Placed<RowOf<T>> };
};

export type Table = "heads" | TableName;
export type Writing = IDBPTransaction<Tables, Table[], "readwrite">;

export const tables: Table[] = ["heads", ...tableNames];

/** Raise it when a row gets another shape: what older pages kept is dropped then. */
const shape = 3;

/** Another table makes another version, too. */
const version = 100 * shape + tables.length;

/**
 * Opens the database for as long as this browser is marked so. Once anything fails in it, or another tab erases it,
 * nothing more is kept: what is there stays whole.
 */
export async function openDatabase(mark: string) {
  let isOver = false;
  const running = new Set<Writing>();
  const database = await openDB<Tables>(databaseName, version, {
    upgrade(database) {
      for (const name of [...database.objectStoreNames]) database.deleteObjectStore(name);
      database.createObjectStore("heads", { keyPath: "id" });
      for (const name of tableNames)
        database.createObjectStore(name, { keyPath: ["school", "id"] });
    },
    blocking: stop,
    terminated: stop,
  });

  return { write };

  /** Does all of `work` or nothing of it, after whatever was begun before. Undefined when it could not be done. */
  async function write<T>(work: (tx: Writing) => Promise<T>): Promise<T | undefined> {
    if (isOver || ownMark() !== mark) return undefined;
    let tx: Writing | undefined;
    try {
      tx = database.transaction(tables, "readwrite");
      running.add(tx);
      const [result] = await Promise.all([work(tx), tx.done]);
      return result;
    } catch {
      stop();
      return undefined;
    } finally {
      if (tx) running.delete(tx);
    }
  }

  function stop(): void {
    isOver = true;
    for (const tx of running) abort(tx);
    database.close();
  }
}

function abort(tx: Writing): void {
  try {
    tx.abort();
  } catch {
    // It is through.
  }
}
