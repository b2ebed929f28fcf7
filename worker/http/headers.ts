import type { Context } from "hono";
import { createMiddleware } from "hono/factory";
import { styleSources } from "../pages/styles.ts";
import type { App } from "./app.ts";

/** Vite's own client writes style elements and opens a socket; it is never part of a build. */
const isDev = import.meta.env?.DEV === true && import.meta.env.MODE === "development";

/** Every feature a browser knows that a staffroom has no use for; the clipboard it has. */
const denied =
  "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

/** Sets a header of an answer that is made: `c.header` would copy the whole answer, each time. */
export function put(c: Context, name: string, value: string): void {
  try {
    c.res.headers.set(name, value);
  } catch {
    // What was fetched stays as it came.
    c.header(name, value);
  }
}

/** The headers of every answer. Pages may load from this site alone; anything they inline is named by its hash. */
export const securityHeaders = createMiddleware<App>(async (c, next) => {
  await next();
  if (c.res.status === 101) return;
  const socket = c.get("settings")?.origin.replace(/^http/, "ws") ?? "";
  const styles = isDev ? "'unsafe-inline'" : styleSources();
  put(
    c,
    "Content-Security-Policy",
    // The dev mailbox shows mail, which is styled inline.
    c.res.headers.get("Content-Security-Policy") ??
      [
        "default-src 'none'",
        ["script-src 'self'", ...(c.get("inlineScripts") ?? [])].join(" "),
        `style-src 'self' ${styles}`,
        "img-src 'self' data:",
        "font-src 'self'",
        `connect-src 'self' ${socket}`,
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join("; "),
  );
  put(c, "Strict-Transport-Security", "max-age=63072000; includeSubDomains");
  put(c, "X-Content-Type-Options", "nosniff");
  put(c, "Cross-Origin-Opener-Policy", "same-origin");
  put(c, "Permissions-Policy", denied);
  if (!c.res.headers.has("Referrer-Policy"))
    put(c, "Referrer-Policy", "strict-origin-when-cross-origin");
});

/** For what must stay neither in a cache nor in a Referer. */
export const secretPage = createMiddleware<App>(async (c, next) => {
  await next();
  put(c, "Cache-Control", "no-store");
  put(c, "Referrer-Policy", "no-referrer");
});

/** Tells a page that may have been opened at another address where Staffroom is: no socket is let in from elsewhere. */
export const addressed = createMiddleware<App>(async (c, next) => {
  await next();
  const { origin } = c.get("settings");
  if (c.res.status !== 101 && !c.req.url.startsWith(`${origin}/`))
    put(c, "Staffroom-Origin", origin);
});

export const uncached = createMiddleware<App>(async (c, next) => {
  await next();
  if (c.res.status !== 101) put(c, "Cache-Control", "no-store");
});

/** The server's time with every answer: a page must count down to the second on a device whose clock is wrong. */
export const timed = createMiddleware<App>(async (c, next) => {
  await next();
  if (c.res.status === 101) return;
  const now = Date.now();
  put(c, "Date", new Date(now).toUTCString());
  put(c, "X-Now", String(now));
});
