import { Hono } from "hono";
import { DomainError } from "#domain/errors";
import { runtimeOf } from "../http/act.ts";
import type { App, AppContext } from "../http/app.ts";
import { formOf, formOnly } from "../http/body.ts";
import { clearSessionCookies, setPasswordNotice } from "../http/cookies.ts";
import { secondsToWait, waiting } from "../http/too-many.ts";
import { ForgedLinkPage } from "../invites/pages/dead-link.tsx";
import { type OpenedReset, openReset } from "./open-reset.ts";
import { EndedResetPage, ResetPage } from "./pages/reset.tsx";
import { resetPassword } from "./passwords.ts";

/** The pages behind a reset link [A8]. Fetching them changes nothing. */
export const reset = new Hono<App>()
  .get("/:token", async (c) => {
    const link = await openReset(runtimeOf(c), c.req.param("token"));
    if (!link) return c.html(<ForgedLinkPage />, 404);
    if (link.end) return c.html(<EndedResetPage end={link.end} />, 410);
    return c.html(<ResetPage username={link.account.username} slips={{}} />);
  })
  .post("/:token", formOnly, async (c) => {
    const link = await openReset(runtimeOf(c), c.req.param("token"));
    if (!link) return c.html(<ForgedLinkPage />, 404);
    if (link.end) return c.html(<EndedResetPage end={link.end} />, 410);
    return submit(c, link, (await formOf(c)).password ?? "");
  });

async function submit(c: AppContext, link: OpenedReset, typed: string) {
  const again = (slips: Record<string, string>, status: 422 | 503) =>
    c.html(<ResetPage username={link.account.username} slips={slips} />, status);
  try {
    await resetPassword(runtimeOf(c), link, typed);
    // Whoever was signed in here, it is this person's turn now.
    clearSessionCookies(c);
    setPasswordNotice(c);
    return c.redirect("/sign-in", 303);
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
