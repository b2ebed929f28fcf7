import { createMiddleware } from "hono/factory";
import { DomainError } from "#domain/errors";
import { whoIs } from "../auth.ts";
import type { App } from "./app.ts";
import { sessionCookie } from "./cookies.ts";

/** Only for somebody signed in. Refuses with `signed_out`. */
export const signedIn = createMiddleware<App>(async (c, next) => {
  const secret = sessionCookie(c);
  const me = secret ? await whoIs(c.env, secret) : null;
  if (!me) throw new DomainError("signed_out");
  c.set("me", me);
  await next();
});
