import { sql } from "drizzle-orm";
import { DomainError } from "#domain/errors";
import { checkGuess } from "../../accounts/check-guess.ts";
import { runtimeOf, visitorOf } from "../../http/act.ts";
import type { AppContext } from "../../http/app.ts";
import { sentence } from "../../http/refusals.ts";
import { beginSession } from "../../http/session/begin-session.ts";
import { isOwnDevice } from "../../http/session/cookies.ts";
import { signedInHere } from "../../http/session/somebody-else.ts";
import { secondsToWait, waiting } from "../../http/too-many.ts";
import type { OpenedLink } from "../open-link.ts";
import { takeUp } from "../take-up.ts";
import { reopened } from "./link-page.tsx";
import { OfferPage } from "./offer.tsx";

/** An offer is taken up by signing in with the account that has the address. */
export async function submitOffer(
  c: AppContext,
  link: OpenedLink,
  token: string,
  form: Record<string, string>,
) {
  const username = (form.username ?? "").trim();
  const saysOwn = form.ownDevice !== undefined;
  const again = (problem: string, status: 401 | 422 | 429 | 503) =>
    c.html(
      <OfferPage
        link={link}
        now={c.get("now")}
        username={username}
        problem={problem}
        isOwnDevice={saysOwn}
      />,
      status,
    );
  const [runtime, visitor] = [runtimeOf(c), visitorOf(c)];
  if (!username || !form.password)
    return again("Fill in your username or e-mail address, and your password.", 422);
  try {
    const right = await checkGuess(runtime, visitor, username, form.password, {
      standing: sql`true`,
      caller: { lane: "invited", line: link.invite.id },
    });
    if (!right) return again(sentence("bad_credentials"), 401);
    const { account } = right;
    if (account.id !== link.holder?.id)
      return again(`Sign in with the account that has the address ${link.invite.email}.`, 422);
    const isHere = (await signedInHere(c))?.id === account.id;
    // Whoever joins where they are signed in stays so as before.
    const isOwn = saysOwn || (isHere && isOwnDevice(c));
    const own = { ...visitor, isOwnDevice: isOwn };
    const secret = await takeUp(runtime, own, token, account, link);
    await beginSession(c, secret, account.username, isOwn);
    return c.redirect("/", 303);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "too_many_attempts" || error.code === "busy") {
      c.header("Retry-After", secondsToWait(error));
      return again(waiting(error), error.code === "busy" ? 503 : 429);
    }
    if (
      error.code === "link_dead" ||
      error.code === "bad_credentials" ||
      error.code === "account_exists"
    )
      return reopened(c, token);
    throw error;
  }
}
