import { rememberBrowser } from "../../accounts/guesses.ts";
import { signOut } from "../../accounts/sign-in.ts";
import { runtimeOf } from "../act.ts";
import type { AppContext } from "../app.ts";
import { browserCookie, sessionCookie, setBrowserCookie, setSessionCookies } from "./cookies.ts";

/**
 * Gives the browser its session in place of the one it had, and remembers that this account signed in from it.
 * On the person's own device it lasts beyond the browser's end. `username` is canonical.
 */
export async function beginSession(
  c: AppContext,
  secret: string,
  username: string,
  isOwnDevice = false,
): Promise<void> {
  // Whoever was signed in here is so no more.
  const before = sessionCookie(c);
  if (before) await signOut(runtimeOf(c), before);
  setSessionCookies(c, secret, isOwnDevice);
  setBrowserCookie(c, rememberBrowser(c.get("settings"), browserCookie(c), username));
}
