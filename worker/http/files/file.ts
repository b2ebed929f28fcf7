import type { MiddlewareHandler } from "hono";
import { DomainError } from "#domain/errors";
import type { App } from "../app.ts";
import { noted } from "../notes.ts";

/**
 * The body is a file of one of these types, and at most so many bytes. It is for the route to judge by what is in it: whoever
 * sends it says of its type whatever they like. Refuses with `too_large`.
 */
export function file(
  types: readonly string[],
  mostBytes: number,
  tooLarge: Record<string, string>,
): MiddlewareHandler<App> {
  const check: MiddlewareHandler<App> = async (c, next) => {
    if ((await c.req.arrayBuffer()).byteLength > mostBytes)
      throw new DomainError("too_large", { fields: tooLarge });
    await next();
  };
  return noted(check, { takesFile: types });
}
