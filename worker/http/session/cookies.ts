import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { sessionLife } from "#domain/accounts/session-life";
import type { AppContext } from "../app.ts";
import { isOwnNavigation, isSafe } from "../same-origin.ts";

/** The session cookie's value, if any. */
export function sessionCookie(c: AppContext): string | undefined {
  return getCookie(c, named(c, "session"));
}

/**
 * The session's cookie, which ends with the browser, unless that is the person's own; the session itself ends by its own clock.
 * And one that scripts can read: it tells the pages that they may keep what they show, and at which sign-in that was.
 */
export function setSessionCookies(c: AppContext, secret: string, isOwnDevice: boolean): void {
  setCookie(c, named(c, "session"), secret, { ...attributes(c), ...(isOwnDevice && lasting) });
  if (isOwnDevice)
    setCookie(c, named(c, "device"), crypto.randomUUID(), {
      ...attributes(c),
      ...lasting,
      httpOnly: false,
    });
  else deleteCookie(c, named(c, "device"), attributes(c));
}

export function clearSessionCookies(c: AppContext): void {
  deleteCookie(c, named(c, "session"), attributes(c));
  deleteCookie(c, named(c, "device"), attributes(c));
}

/**
 * Has the browser drop whatever its pages keep, also where no script of theirs runs. Any site can have a browser fetch
 * ours, so what only reads erases where somebody has come to the page itself, and nowhere else.
 */
export function clearStorage(c: AppContext): void {
  if (isSafe(c.req.method) && !isOwnNavigation(c)) return;
  c.header("Clear-Site-Data", '"storage"');
}

/** Whether the session was begun on a device that is the person's own. */
export function isOwnDevice(c: AppContext): boolean {
  return getCookie(c, named(c, "device")) !== undefined;
}

/** Which accounts signed in from this browser before; see `accounts/guesses.ts`. */
export function browserCookie(c: AppContext): string | undefined {
  return getCookie(c, named(c, "browser"));
}

export function setBrowserCookie(c: AppContext, value: string): void {
  setCookie(c, named(c, "browser"), value, { ...attributes(c), maxAge: 400 * 24 * 3600 });
}

/** Tells the next page that a new password has been set. */
export function setPasswordNotice(c: AppContext): void {
  setCookie(c, named(c, "notice"), "password", { ...attributes(c), maxAge: 120 });
}

/** Whether the page before set a new password; says so once. */
export function takePasswordNotice(c: AppContext): boolean {
  if (getCookie(c, named(c, "notice")) !== "password") return false;
  deleteCookie(c, named(c, "notice"), attributes(c));
  return true;
}

/** As long as a session can last. */
const lasting = { maxAge: sessionLife.own.whole / 1000 };

// Browsers accept the __Host- prefix over https alone.
function named(c: AppContext, name: string): string {
  return c.get("settings").isSecure ? `__Host-${name}` : name;
}

function attributes(c: AppContext) {
  return {
    httpOnly: true,
    secure: c.get("settings").isSecure,
    sameSite: "Lax",
    path: "/",
  } as const;
}
