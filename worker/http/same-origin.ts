import { createMiddleware } from "hono/factory";
import { DomainError } from "#domain/errors";
import type { App, AppContext } from "./app.ts";
import type { Header } from "./notes.ts";

/** What a program says; browsers say by themselves where a request comes from. */
export const originHeader: Header = {
  name: "Origin",
  isRequired: true,
  description: "The address of this deployment.",
};

/** Refuses with `cross_origin` what another website's page could have sent. */
export const sameOrigin = createMiddleware<App>(async (c, next) => {
  if (!isSafe(c.req.method) && !isOurs(c)) throw new DomainError("cross_origin");
  await next();
});

/** The same for pages reached by a token: they send no referrer, so their forms say `Origin: null`. The token is the proof. */
export const sameOriginOrToken = createMiddleware<App>(async (c, next) => {
  const isNull = c.req.header("Sec-Fetch-Site") === undefined && c.req.header("Origin") === "null";
  if (!isSafe(c.req.method) && !isNull && !isOurs(c)) throw new DomainError("cross_origin");
  await next();
});

/** Whether a method only reads. */
export function isSafe(method: string): boolean {
  return ["GET", "HEAD", "OPTIONS"].includes(method);
}

function isOurs(c: AppContext): boolean {
  const site = c.req.header("Sec-Fetch-Site");
  return site === undefined
    ? c.req.header("Origin") === c.get("settings").origin
    : site === "same-origin";
}
