import { createMiddleware } from "hono/factory";
import { open } from "#db/client";
import { ask } from "#db/reading";
import { DomainError } from "#domain/errors";
import { noteEvery, noteUse } from "../../accounts/devices.ts";
import { whoIs } from "../../accounts/sessions.ts";
import type { App, AppContext } from "../app.ts";
import type { Header } from "../notes.ts";
import { withSession } from "../prefetch.ts";
import { sessionCookie } from "./cookies.ts";

/** Whose page a call comes from: another tab may have signed somebody else in since. */
export const accountHeader: Header = {
  name: "Staffroom-Account",
  isRequired: false,
  description: "The id of the account whose page this is. Nothing is done in another's session.",
};

/** Whether nobody touched the page that asks: what it asks for by itself keeps no session alive [A19]. */
export const backgroundHeader: Header = {
  name: "Staffroom-Background",
  isRequired: false,
  description:
    "Any value: the page asks by itself, and nobody is using it. The session goes on ending.",
};

/**
 * Only for somebody signed in. Refuses with `signed_out`, and with `other_account` what comes from the page of somebody
 * else.
 */
export const signedIn = createMiddleware<App>(async (c, next) => {
  const secret = sessionCookie(c);
  if (!secret) throw new DomainError("signed_out");
  const { found, ahead } = await ask(open(c.env.DB), withSession(c, secret));
  const me = await whoIs(c.env, secret, found);
  if (!me) throw new DomainError("signed_out");
  if ((c.req.header(accountHeader.name) ?? me.id) !== me.id) throw new DomainError("other_account");
  const now = c.get("now");
  if (isUse(c) && now - me.lastUsedAt >= noteEvery)
    c.executionCtx.waitUntil(noteUse(c.env, me, now));
  c.set("me", me);
  c.set("ahead", ahead);
  await next();
});

/** Sockets are opened again and again by themselves. */
function isUse(c: AppContext): boolean {
  return !c.req.header(backgroundHeader.name) && !c.req.header("Upgrade");
}

/** Not for somebody who still has the password they were handed [A2]. Refuses with `password_change_required`. */
export const ownPassword = createMiddleware<App>(async (c, next) => {
  if (c.get("me").mustChangePassword) throw new DomainError("password_change_required");
  await next();
});
