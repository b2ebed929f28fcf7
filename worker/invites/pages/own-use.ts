import { knownBrowser } from "../../accounts/guesses.ts";
import type { AppContext } from "../../http/app.ts";
import { browserCookie } from "../../http/session/cookies.ts";
import { signedInHere } from "../../http/session/somebody-else.ts";
import type { OpenedLink } from "../open-link.ts";

/**
 * Whether a used link was opened by whoever used it: they are signed in here, or were before and nobody is now. Null for anybody
 * else, who learns nothing of them.
 */
export async function ownUse(
  c: AppContext,
  { dead, acceptedBy }: OpenedLink,
): Promise<"signed-in" | "signed-out" | null> {
  if (dead !== "used" || !acceptedBy) return null;
  const me = await signedInHere(c);
  if (me) return me.id === acceptedBy.id ? "signed-in" : null;
  const known = knownBrowser(c.get("settings"), browserCookie(c), acceptedBy.username);
  return known ? "signed-out" : null;
}
