import { type SQL, sql } from "drizzle-orm";
import type { Context, MiddlewareHandler } from "hono";
import { matchedRoutes } from "hono/route";
import { type Db, open } from "#db/client";
import type { Places } from "#db/prepared";
import { inOrder, lazily, type Reading, remade, together } from "#db/reading";
import { type Ability, can, roles } from "#domain/roles";
import { hashed, sessionOf } from "../accounts/sessions.ts";
import type { App, AppContext } from "./app.ts";

/** Who asks, as queries know them before anybody has looked. */
export interface Asker {
  db: Db;
  /** The id of the account whose session it is; null for nobody. */
  account: SQL;
  /**
   * The id of the school in the path, where they are an active member whose role has this ability; else null, which no row
   * has: what somebody may not see is not even read.
   */
  school(ability: Ability): SQL<string>;
  /** The same as values, for `seatedIn`. */
  seated(ability: Ability): Seated;
}

/** What it takes to look for somebody's place in a school by their session. */
export interface Seated {
  school: string;
  session: string;
  now: number;
  /** The roles that have the ability, as JSON. */
  roles: string;
}

type Prefetch = (c: AppContext, asker: Asker) => Reading<unknown> | null;

/** By the middleware, as routes have it. */
const prefetches = new WeakMap<object, Prefetch>();

interface Prefetched<T> {
  out: { prefetched: T };
}

/**
 * Has what a route reads come in the same round trip as the session. `make` sees the path and the query before they are
 * checked; null where there is nothing to read ahead. The handler has it by `prefetched`.
 */
export function prefetch<T>(
  make: (c: AppContext, asker: Asker) => Reading<T> | null,
): MiddlewareHandler<App, string, Prefetched<T>> {
  const middleware: MiddlewareHandler<App, string, Prefetched<T>> = async (c, next) => {
    c.set("prefetched", c.get("ahead").get(middleware) ?? null);
    await next();
  };
  return readsAhead(middleware, make);
}

/** The same for what middleware itself wants to know, which has it by `ahead`. */
export function readsAhead<M extends object>(middleware: M, make: Prefetch): M {
  prefetches.set(middleware, make);
  return middleware;
}

/** What a middleware had read ahead; null where it had nothing to read. */
export function ahead<T>(c: Context<App>, middleware: object): T | null {
  return (c.get("ahead").get(middleware)?.() ?? null) as T | null;
}

/** What the route had read ahead. */
export function prefetched<P extends string, T>(c: Context<App, P, Prefetched<T>>): T {
  const read = c.get("prefetched");
  if (!read) throw new Error("Nothing was read ahead.");
  return read() as T;
}

/** The same; null where it had nothing to read. */
export function prefetchedOrNull<P extends string, T>(c: Context<App, P, Prefetched<T>>): T | null {
  return c.get("prefetched") ? prefetched(c) : null;
}

/** The session that a cookie holds, and what the request's routes read ahead, in one batch. */
export function withSession(c: AppContext, secret: string) {
  const db = open(c.env.DB);
  const session = hashed(secret);
  const asker = askerOf(db, session, c.req.param("school") ?? "", c.get("now"));
  const ahead = readings(c, asker);
  const read = inOrder(ahead.map(([, reading]) => lazily(reading)));
  return together({
    found: sessionOf(db, session),
    ahead: remade(read, (all) => new Map(all.map((each, i) => [ahead[i]?.[0] as object, each]))),
  });
}

function readings(c: AppContext, asker: Asker): [middleware: object, reading: Reading<unknown>][] {
  const present = c.req.routeIndex;
  try {
    return matchedRoutes(c).flatMap(({ handler }, i) => {
      const make = prefetches.get(handler);
      // A path's parameters have the names that the route in turn gives them.
      c.req.routeIndex = i;
      const reading = make?.(c, asker);
      return reading ? [[handler, reading]] : [];
    });
  } finally {
    c.req.routeIndex = present;
  }
}

function askerOf(db: Db, session: string, school: string, now: number): Asker {
  const seated = (ability: Ability) => ({ school, session, now, roles: rolesWith(ability) });
  return {
    db,
    account: holderOf({ session, now }),
    school: (ability) => seatedIn(seated(ability)),
    seated,
  };
}

/** The id of the school in which whoever holds the session has a place in one of the roles; else null. */
export function seatedIn({ school, roles, ...held }: Seated | Places<Seated>): SQL<string> {
  return sql`(select m.school_id from memberships m where m.school_id = ${school} and m.user_id = ${holderOf(held)}
    and m.status = 'active' and m.role in (select value from json_each(${roles})))`;
}

type Held = Pick<Seated, "session" | "now">;

function holderOf({ session, now }: Held | Places<Held>): SQL {
  return sql`(select s.user_id from sessions s where s.id = ${session} and s.expires_at > ${now})`;
}

function rolesWith(ability: Ability): string {
  return JSON.stringify(roles.filter((role) => can(role, ability)));
}
