import type { MiddlewareHandler } from "hono";
import { DomainError } from "#domain/errors";
import type { App } from "./app.ts";
import { noted } from "./notes.ts";

const description = 'The version of the row that was seen, such as "7".';

/** The version the client saw, from `If-Match: "7"`. Refuses with `precondition_required`. */
export const ifMatch: MiddlewareHandler<
  App,
  string,
  { in: { header: { "If-Match": string } }; out: { header: { version: number } } }
> = noted(
  async (c, next) => {
    c.req.addValidatedData("header", { version: versionIn(c.req.header("If-Match") ?? "") });
    await next();
  },
  { headers: [{ name: "If-Match", isRequired: true, description }] },
);

/** The same for changes that are also made unseen: then the version is null. */
export const ifMatchIfSent: MiddlewareHandler<
  App,
  string,
  { in: { header?: { "If-Match": string } }; out: { header: { version: number | null } } }
> = noted(
  async (c, next) => {
    const sent = c.req.header("If-Match");
    c.req.addValidatedData("header", { version: sent === undefined ? null : versionIn(sent) });
    await next();
  },
  { headers: [{ name: "If-Match", isRequired: false, description }] },
);

function versionIn(header: string): number {
  const match = /^(?:W\/)?"?(\d{1,15})"?$/.exec(header.trim());
  if (!match?.[1]) throw new DomainError("precondition_required");
  return Number(match[1]);
}
