import { Hono } from "hono";
import { DomainError } from "#domain/errors";
import { runtimeOf } from "../http/act.ts";
import type { App, AppContext } from "../http/app.ts";
import { formOf, formOnly } from "../http/body.ts";
import { nearestFirst } from "../http/nearest.ts";
import { clearSessionCookies, setPasswordNotice } from "../http/session/cookies.ts";
import { signOutHere, somebodyElse } from "../http/session/somebody-else.ts";
import { secondsToWait, waiting } from "../http/too-many.ts";
import { ForgedLinkPage } from "../invites/pages/dead-link.tsx";
import { SignedInAsPage } from "../pages/signed-in-as.tsx";
import type { Me } from "./me.ts";
import { type OpenedReset, openReset } from "./open-reset.ts";
import { EndedResetPage, ResetPage } from "./pages/reset.tsx";
import { resetPassword } from "./passwords.ts";

/** The pages behind a reset link [A8]. Fetching them changes nothing. */
export const reset = new Hono<App>()
  .get("/:token", async (c) => {
    const token = c.req.param("token");
    const link = await nearestFirst(
      runtimeOf(c),
      (runtime) => openReset(runtime, token),
      (found) => found?.end === null,
    );
    if (!link) return c.html(<ForgedLinkPage />, 404);
    if (link.end) return c.html(<EndedResetPage end={link.end} />, 410);
    const other = await somebodyElse(c, link.account.id);
    if (other) return otherPage(c, link, other, 200);
    return c.html(<ResetPage username={link.account.username} slips={{}} />);
  })
  .post("/:token", formOnly, async (c) => {
    const link = await openReset(runtimeOf(c), c.req.param("token"));
    if (!link) return c.html(<ForgedLinkPage />, 404);
    if (link.end) return c.html(<EndedResetPage end={link.end} />, 410);
    const { password = "", signOut } = await formOf(c);
    if (signOut !== undefined) {
      await signOutHere(c);
      return c.redirect(c.req.path, 303);
    }
    const other = await somebodyElse(c, link.account.id);
    if (other) return otherPage(c, link, other, 409);
    return submit(c, link, password);
  });

/** Whoever is signed in here goes on being so until they say otherwise. */
function otherPage(c: AppContext, { account }: OpenedReset, me: Me, status: 200 | 409) {
  const whose = (
    <>
      This link sets a new password for another account, <b translate="no">{account.username}</b>.
    </>
  );
  return c.html(<SignedInAsPage me={me} whose={whose} />, status);
}

async function submit(c: AppContext, link: OpenedReset, typed: string) {
  const again = (slips: Record<string, string>, status: 422 | 503) =>
    c.html(<ResetPage username={link.account.username} slips={slips} />, status);
  try {
    await resetPassword(runtimeOf(c), link, typed);
    clearSessionCookies(c);
    setPasswordNotice(c);
    const { username } = link.account;
    return c.redirect(`/sign-in?${new URLSearchParams({ username })}`, 303);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "weak_password") return again(error.particulars.fields ?? {}, 422);
    if (error.code === "busy") {
      c.header("Retry-After", secondsToWait(error));
      return again({ form: waiting(error) }, 503);
    }
    if (error.code !== "link_dead") throw error;
    const now = await openReset(runtimeOf(c), c.req.param("token") ?? "");
    return c.html(<EndedResetPage end={now?.end ?? "ended"} />, 410);
  }
}
