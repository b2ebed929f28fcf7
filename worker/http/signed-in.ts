import { createMiddleware } from "hono/factory";
import { DomainError } from "#domain/errors";
import { noteEvery, noteUse } from "../accounts/devices.ts";
import { whoIs } from "../accounts/sessions.ts";
import type { App } from "./app.ts";
import { sessionCookie } from "./cookies.ts";

/** Only for somebody signed in. Refuses with `signed_out`. */
export const signedIn = createMiddleware<App>(async (c, next) => {
  const secret = sessionCookie(c);
  const me = secret ? await whoIs(c.env, secret) : null;
  if (!me) throw new DomainError("signed_out");
  const now = c.get("now");
  if (now - me.lastUsedAt >= noteEvery) c.executionCtx.waitUntil(noteUse(c.env, me, now));
  c.set("me", me);
  await next();
});

/** Not for somebody who still has the password they were handed [A2]. Refuses with `password_change_required`. */
export const ownPassword = createMiddleware<App>(async (c, next) => {
  if (c.get("me").mustChangePassword) throw new DomainError("password_change_required");
  await next();
});
