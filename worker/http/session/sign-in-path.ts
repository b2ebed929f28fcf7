import type { AppContext } from "../app.ts";
import { isOwnNavigation } from "../same-origin.ts";
import { browserCookie } from "./cookies.ts";

/** Where somebody without a session signs in, to go on to `next`: a path of this site, or null. */
export function signInPath(c: AppContext, next: string | null): string {
  const query = new URLSearchParams();
  if (next) query.set("next", next);
  if (keepsNoCookies(c)) query.set("why", "blocked");
  return query.size > 0 ? `/sign-in?${query}` : "/sign-in";
}

/**
 * Whether somebody comes without any cookie from where one signs in: the sign-in page, or a set-up page, which sends no
 * referrer. Whoever signed in from a browser that keeps them has one that lasts.
 */
function keepsNoCookies(c: AppContext): boolean {
  if (browserCookie(c) || c.req.header("Sec-Fetch-Site") !== "same-origin") return false;
  const from = c.req.header("Referer");
  return isOwnNavigation(c) && (!from || URL.parse(from)?.pathname === "/sign-in");
}
