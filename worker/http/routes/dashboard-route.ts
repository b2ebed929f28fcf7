import { createHash } from "node:crypto";
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
  const html = await page.text();
  c.set("inlineScripts", hashesOf(html));
  return new Response(html, page);
});

/** The CSP sources of the scripts that a page of our own build has in itself. */
function hashesOf(html: string): string[] {
  return [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(
    ([, script = ""]) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`,
  );
}
