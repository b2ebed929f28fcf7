import { createMiddleware } from "hono/factory";
import { DomainError } from "#domain/errors";
import { settings } from "../env.ts";
import type { App } from "./app.ts";

/** Reads the clock and the settings once. Without ORIGIN or LINK_SECRET nothing is served: no default would be safe. */
export const configured = createMiddleware<App>(async (c, next) => {
  const found = settings(c.env);
  if (!found) throw new DomainError("not_configured");
  c.set("settings", found);
  c.set("now", Date.now());
  await next();
});
