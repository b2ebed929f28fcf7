import type { Context, Hono } from "hono";
import { matchedRoutes } from "hono/route";
import type * as z from "zod/mini";
import type { Ability } from "#domain/roles";
import type { App } from "./app.ts";

/** What middleware knows of its route, noted on it so that the description is made of the routes themselves. */
const notes = new WeakMap<object, Note>();

export interface Note {
  /** The ability it asks for. */
  needs?: Ability;
  /** The body it takes. */
  takes?: z.ZodMiniType;
  /** The types of the file it takes instead. */
  takesFile?: readonly string[];
  /** The most bytes of that, where it is more than other bodies may have. */
  mostBytes?: number;
  /** The query parameters it reads. */
  asks?: z.ZodMiniObject;
  headers?: Header[];
  gives?: { status: number; schema?: z.ZodMiniType; type?: string };
}

/** A header that a route reads. */
export interface Header {
  name: string;
  isRequired: boolean;
  description: string;
}

export type Routes = Pick<Hono<App>, "routes">;

/** Notes what a middleware knows of its route. */
export function noted<T extends object>(middleware: T, note: Note): T {
  notes.set(middleware, note);
  return middleware;
}

/** All that the middleware of one route noted. */
export function noteOf(app: Routes, method: string, path: string): Note {
  const found = app.routes.flatMap((route) =>
    route.method === method && route.path === path ? (notes.get(route.handler) ?? []) : [],
  );
  return Object.assign({}, ...found, { headers: found.flatMap(({ headers }) => headers ?? []) });
}

/** The most bytes that the route takes which a request leads to, where it says so. */
export function mostBytesOf(c: Context): number | null {
  const said = matchedRoutes(c).flatMap(({ handler }) => notes.get(handler)?.mostBytes ?? []);
  return said[0] ?? null;
}

/** Whether the route that a request leads to takes a file for a body. */
export function takesFile(c: Context): boolean {
  return matchedRoutes(c).some(({ handler }) => notes.get(handler)?.takesFile !== undefined);
}

/** The ability a route asks for, or null where it asks for none. */
export function abilityOf(app: Routes, method: string, path: string): Ability | null {
  return noteOf(app, method, path).needs ?? null;
}
