import type { BatchItem } from "drizzle-orm/batch";
import type { Db } from "./client.ts";

type Query = BatchItem<"sqlite">;

/** Queries that go in one batch, and what their answers come to. */
export interface Reading<T> {
  queries: Query[];
  read(answers: unknown[]): T;
}

/** What is made of one query's answer. */
export function reading<A, T>(query: Query & PromiseLike<A>, make: (answer: A) => T): Reading<T> {
  return { queries: [query], read: ([answer]) => make(answer as A) };
}

/** What is known without asking. */
export function known<T>(value: T): Reading<T> {
  return { queries: [], read: () => value };
}

/** What is made of what another reading comes to. */
export function remade<A, T>({ queries, read }: Reading<A>, make: (read: A) => T): Reading<T> {
  return { queries, read: (answers) => make(read(answers)) };
}

/** The same, but made only when it is asked for. */
export function lazily<T>({ queries, read }: Reading<T>): Reading<() => T> {
  return { queries, read: (answers) => () => read(answers) };
}

/** Several readings in one batch, in their order. */
export function inOrder<T>(parts: readonly Reading<T>[]): Reading<T[]> {
  return {
    queries: parts.flatMap(({ queries }) => queries),
    read(answers) {
      let at = 0;
      return parts.map(({ queries, read }) => {
        at += queries.length;
        return read(answers.slice(at - queries.length, at));
      });
    },
  };
}

type Readings = Record<string, Reading<unknown>>;

/** What each of several readings comes to, by the same names. */
export type Read<P extends Readings> = { [K in keyof P]: ReturnType<P[K]["read"]> };

/** The same for readings that have names. */
export function together<P extends Readings>(parts: P): Reading<Read<P>> {
  const names = Object.keys(parts);
  return remade(
    inOrder(Object.values(parts)),
    (all) => Object.fromEntries(all.map((each, i) => [names[i], each])) as Read<P>,
  );
}

/** Asks everything at once: one round trip, and everything as of one moment. */
export async function ask<T>(db: Db, { queries, read }: Reading<T>): Promise<T> {
  return read(await db.batch(queries as [Query, ...Query[]]));
}
