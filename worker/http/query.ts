import type { Context, MiddlewareHandler } from "hono";
import type * as z from "zod/mini";
import { DomainError } from "#domain/errors";
import type { App } from "./app.ts";
import { noted } from "./notes.ts";
import { slips } from "./slips.ts";

/** What the browser sends and the handler reads; a query that may stay empty may be left out. */
interface Queried<T extends z.ZodMiniObject> {
  in: object extends z.input<T> ? { query?: z.input<T> } : { query: z.input<T> };
  out: { query: z.output<T> };
}

/** The query before it is checked; null for one that will be refused. */
export function queryOf<T extends z.ZodMiniObject>(c: Context, schema: T): z.output<T> | null {
  const parsed = schema.safeParse(c.req.query());
  return parsed.success ? parsed.data : null;
}

/** The query parameters, of a repeated one the first. Refuses with `invalid` and a sentence for each. */
export function query<T extends z.ZodMiniObject>(
  schema: T,
): MiddlewareHandler<App, string, Queried<T>> {
  const check: MiddlewareHandler<App, string, Queried<T>> = async (c, next) => {
    const parsed = schema.safeParse(c.req.query());
    if (!parsed.success) throw new DomainError("invalid", { fields: slips(parsed.error.issues) });
    c.req.addValidatedData("query", parsed.data);
    await next();
  };
  return noted(check, { asks: schema });
}
