import { Hono } from "hono";
import { DomainError } from "#domain/errors";
import { runtimeOf, visitorOf } from "../http/act.ts";
import type { App } from "../http/app.ts";
import { formOf, formOnly } from "../http/body.ts";
import { uncached } from "../http/headers.ts";
import { newPasswordPath, ownPath } from "../http/own-path.ts";
import { signInPath } from "../http/session/sign-in-path.ts";
import { signedInHere } from "../http/session/somebody-else.ts";
import { secondsToWait, timeToWait, waiting } from "../http/too-many.ts";
import { isOverBudget } from "./limits.ts";
import { ForgottenPage, ResetMailedPage } from "./pages/forgotten.tsx";
import { NewPasswordPage } from "./pages/new-password.tsx";
import { changePassword, choosePassword, justGiven } from "./passwords.ts";
import { forgotten } from "./resets.ts";

/** Passwords, for people without JavaScript too: forgotten ones [A12], and those that were handed out [A9]. */
export const passwords = new Hono<App>()
  .get("/forgotten", (c) => c.html(<ForgottenPage login="" slips={{}} />))
  .post("/forgotten", formOnly, async (c) => {
    const login = ((await formOf(c)).login ?? "").trim();
    const slip = !login ? "Fill this in." : login.length > 300 ? "This is too long." : null;
    if (slip)
      return c.html(<ForgottenPage login={login.slice(0, 300)} slips={{ login: slip }} />, 422);
    try {
      await forgotten(runtimeOf(c), visitorOf(c), login);
      return c.html(<ResetMailedPage />, 202);
    } catch (error) {
      if (!isOverBudget(error)) throw error;
      c.header("Retry-After", secondsToWait(error));
      const form = `Very many links were asked for from your network within an hour. Try again in ${timeToWait(error)}, or ask an admin of your school for a new password.`;
      return c.html(<ForgottenPage login={login} slips={{ form }} />, 429);
    }
  })
  .get("/new-password", uncached, async (c) => {
    const next = ownPath(c.req.query("next"));
    const me = await signedInHere(c);
    if (!me) return c.redirect(signInPath(c, newPasswordPath(next)), 303);
    const isGiven = (await justGiven(runtimeOf(c), me)) !== null;
    return c.html(<NewPasswordPage me={me} isGiven={isGiven} next={next} slips={{}} />);
  })
  .post("/new-password", uncached, formOnly, async (c) => {
    const { current = "", next: wanted = "", then } = await formOf(c);
    const onward = ownPath(then);
    const me = await signedInHere(c);
    if (!me) return c.redirect(signInPath(c, newPasswordPath(onward)), 303);
    const runtime = runtimeOf(c);
    const given = await justGiven(runtime, me);
    const again = (slips: Record<string, string>, status: 422 | 429 | 503) =>
      c.html(
        <NewPasswordPage me={me} isGiven={given !== null} next={onward} slips={slips} />,
        status,
      );
    try {
      if (given) await choosePassword(runtime, me, given, wanted);
      else await changePassword(runtime, visitorOf(c), me, current, wanted);
      return c.redirect(onward, 303);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === "signed_out")
        return c.redirect(signInPath(c, newPasswordPath(onward)), 303);
      if (error.particulars.fields) return again(error.particulars.fields, 422);
      if (error.code !== "too_many_attempts" && error.code !== "busy") throw error;
      c.header("Retry-After", secondsToWait(error));
      return again({ form: waiting(error) }, error.code === "busy" ? 503 : 429);
    }
  });
