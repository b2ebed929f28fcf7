import { Hono } from "hono";
import type { App, AppContext } from "../app.ts";
import { isOwnNavigation } from "../same-origin.ts";
import { browserCookie, sessionCookie } from "../session/cookies.ts";

/** The dashboard's one HTML file, at each of its addresses. Its data asks for the session again, so a cookie is enough to be shown it. */
export const dashboard = new Hono<App>().on("GET", ["/", "/s/*"], async (c) => {
  if (!sessionCookie(c)) {
    const { pathname, search } = new URL(c.req.url);
    const query = new URLSearchParams();
    if (pathname !== "/") query.set("next", pathname + search);
    if (keepsNoCookies(c)) query.set("why", "blocked");
    return c.redirect(query.size > 0 ? `/sign-in?${query}` : "/sign-in", 302);
  }
  const page = await c.env.ASSETS.fetch(new URL("/", c.req.url));
  return new Response(page.body, page);
});

/**
 * Whether somebody comes without any cookie from where one signs in: the sign-in page, or a set-up page, which sends no
 * referrer. Whoever signed in from a browser that keeps them has one that lasts.
 */
function keepsNoCookies(c: AppContext): boolean {
  if (browserCookie(c) || c.req.header("Sec-Fetch-Site") !== "same-origin") return false;
  const from = c.req.header("Referer");
  return isOwnNavigation(c) && (!from || URL.parse(from)?.pathname === "/sign-in");
}
