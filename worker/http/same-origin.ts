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
  if (!isSafe(c.req.method) && !isOurs(c)) throw foreign(c);
  await next();
});

/** The same for pages reached by a token: they send no referrer, so their forms say `Origin: null`. The token is the proof. */
export const sameOriginOrToken = createMiddleware<App>(async (c, next) => {
  const isNull = c.req.header("Sec-Fetch-Site") === undefined && c.req.header("Origin") === "null";
  if (!isSafe(c.req.method) && !isNull && !isOurs(c)) throw foreign(c);
  await next();
});

/** The same for what answers on one's own machine alone: a program there need not say where it calls from. */
export const sameOriginIfSaid = createMiddleware<App>(async (c, next) => {
  const isSilent = !c.req.header("Sec-Fetch-Site") && !c.req.header("Origin");
  if (!isSafe(c.req.method) && !isSilent && !isOurs(c)) throw foreign(c);
  await next();
});

/**
 * Whether somebody came here from a page of ours, or of their own accord: not an image, a frame or a fetch of whoever
 * likes, and not another site's link. A browser that says nothing of where a request comes from is not believed.
 */
export function isOwnNavigation(c: AppContext): boolean {
  const said = (what: string) => c.req.header(`Sec-Fetch-${what}`);
  const isOurs = said("Site") === "same-origin" || said("Site") === "none";
  const isAhead = c.req.header("Sec-Purpose") !== undefined;
  return isOurs && said("Mode") === "navigate" && said("Dest") === "document" && !isAhead;
}

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

/** It may be our own page, opened at another address than the one that counts. */
function foreign(c: AppContext): DomainError {
  return new DomainError("cross_origin", { origin: c.get("settings").origin });
}
