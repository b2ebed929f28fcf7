import type { Me } from "../../accounts/me.ts";
import { whoIs } from "../../accounts/sessions.ts";
import { signOut } from "../../accounts/sign-in.ts";
import { runtimeOf } from "../act.ts";
import type { AppContext } from "../app.ts";
import { clearSessionCookies, clearStorage, sessionCookie } from "./cookies.ts";

/** Who is signed in on this browser, or null. */
export async function signedInHere(c: AppContext): Promise<Me | null> {
  const secret = sessionCookie(c);
  return secret ? whoIs(c.env, secret) : null;
}

/**
 * Who is signed in on this browser, unless that is the account a link is for; null also where nobody is. `account` is null for
 * a link that will make one [I17].
 */
export async function somebodyElse(c: AppContext, account: string | null): Promise<Me | null> {
  const me = await signedInHere(c);
  return me && me.id !== account ? me : null;
}

/** Ends the session on this browser, with whatever its pages keep. */
export async function signOutHere(c: AppContext): Promise<void> {
  await signOut(runtimeOf(c), sessionCookie(c) ?? "");
  clearSessionCookies(c);
  clearStorage(c);
}
