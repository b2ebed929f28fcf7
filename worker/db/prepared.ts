import { Column, is, Param, Placeholder, SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { type Db, open } from "./client.ts";
import type { Reading } from "./reading.ts";

type Query<A> = BatchItem<"sqlite"> & PromiseLike<A>;

/** Each value by its name, in place of itself while a text is made. */
export type Places<V> = { [K in keyof V]: Placeholder<string, V[K]> };

/** A value, or the place of one. */
export type OrPlace<T> = T | Placeholder<string, T>;

/** Nothing is asked of it: it only has texts made. */
const nowhere = open({ prepare: () => null } as unknown as D1Database);

/**
 * A query for batches whose text is made once for each of its shapes, when that is first wanted: making it takes drizzle longer than
 * D1 takes to answer. `make` sees a place for each value; what else its text depends on is its shape.
 */
export function prepared<V extends object, A, S = undefined>(
  make: (db: Db, values: Places<V>, shape: S) => Query<A>,
): (db: Db, values: V, ...shape: Shaped<S>) => Query<A> {
  const prepare = eachShape((shape: S, values: V) =>
    preparedOf(make(nowhere, placesOf(values), shape)),
  );
  return (db, values, ...[shape]) => asked(db, prepare(shape as S, values), values) as Query<A>;
}

/** The same for all queries of a reading, whose `read` must not depend on the values. */
export function preparedReading<V extends object, T, S = undefined>(
  make: (db: Db, values: Places<V>, shape: S) => Reading<T>,
): (db: Db, values: V, ...shape: Shaped<S>) => Reading<T> {
  const prepare = eachShape((shape: S, values: V) => {
    const { queries, read } = make(nowhere, placesOf(values), shape);
    return { queries: queries.map(preparedOf), read };
  });
  return (db, values, ...[shape]) => {
    const { queries, read } = prepare(shape as S, values);
    return { queries: queries.map((query) => asked(db, query, values)), read };
  };
}

type Shaped<S> = undefined extends S ? [] : [shape: S];

function eachShape<S, V extends object, P>(make: (shape: S, values: V) => P) {
  const known = new Map<string, P>();
  return (shape: S, values: V): P => {
    const key = JSON.stringify([shape, ...Object.keys(values)]);
    const found = known.get(key) ?? make(shape, values);
    known.set(key, found);
    return found;
  };
}

/** A prepared query as drizzle's batch takes it, with its values. */
function asked(db: Db, { text, params, mapResult }: Prepared, values: object): BatchItem<"sqlite"> {
  const query = { sql: text, params: params.map((param) => param(values)) };
  const once = { getQuery: () => query, stmt: db.$client.prepare(text), mapResult };
  return { _prepare: () => once } as unknown as BatchItem<"sqlite">;
}

interface Prepared {
  text: string;
  params: ((values: object) => unknown)[];
  mapResult(result: D1Result): unknown;
}

/** What drizzle makes of a query. */
interface Made {
  getQuery(): { sql: string; params: unknown[] };
  mapResult(result: D1Result, isOfBatch: true): unknown;
  fields?: { path: string[]; field: unknown }[];
}

interface Decoder {
  mapFromDriverValue(value: unknown): unknown;
}

function placesOf<V extends object>(values: V): Places<V> {
  const named = Object.keys(values).map((name) => [name, sql.placeholder(name)]);
  return Object.fromEntries(named) as Places<V>;
}

function preparedOf(query: BatchItem<"sqlite">): Prepared {
  const made = (query as unknown as { _prepare(): Made })._prepare();
  const { sql: text, params } = made.getQuery();
  return { text, params: params.map(filledIn), mapResult: mapOf(made) };
}

function filledIn(param: unknown): Prepared["params"][number] {
  const value = (values: object, { name }: Placeholder) => values[name as keyof object] ?? null;
  if (is(param, Placeholder)) return (values) => value(values, param);
  if (!is(param, Param) || !is(param.value, Placeholder)) return () => param;
  const { encoder, value: place } = param;
  return (values) => {
    const given = value(values, place);
    return given === null ? null : encoder.mapToDriverValue(given);
  };
}

/** As drizzle makes rows, but without looking anew for each of their values what it is. */
function mapOf(made: Made): Prepared["mapResult"] {
  const { fields } = made;
  // Of nested ones drizzle finds out which a left join has.
  if (!fields?.every(({ path }) => path.length === 1)) return (rows) => made.mapResult(rows, true);
  const columns = fields.map(({ path: [name = ""], field }) => ({ name, ...decoderOf(field) }));
  return ({ results }) =>
    results.map((row) => {
      const values = Object.values(row as object);
      const read: Record<string, unknown> = {};
      columns.forEach(({ name, decoder }, i) => {
        read[name] = values[i] === null ? null : decoder.mapFromDriverValue(values[i]);
      });
      return read;
    });
}

function decoderOf(field: unknown): { decoder: Decoder } {
  if (is(field, Column)) return { decoder: field };
  const of = is(field, SQL) ? field : (field as SQL.Aliased).sql;
  return of as unknown as { decoder: Decoder };
}
