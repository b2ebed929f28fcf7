import { Hono } from "hono";
import type { App } from "../app.ts";
import { sessionCookie } from "../session/cookies.ts";
import { signInPath } from "../session/sign-in-path.ts";

/** The dashboard's one HTML file, at each of its addresses. Its data asks for the session again, so a cookie is enough to be shown it. */
export const dashboard = new Hono<App>().on("GET", ["/", "/s/*"], async (c) => {
  if (!sessionCookie(c)) {
    const { pathname, search } = new URL(c.req.url);
    return c.redirect(signInPath(c, pathname === "/" ? null : pathname + search), 302);
  }
  const page = await c.env.ASSETS.fetch(new URL("/", c.req.url));
  return new Response(page.body, page);
});
