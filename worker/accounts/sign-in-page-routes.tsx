import { Hono } from "hono";
import { slipsAgainst } from "#domain/emails/slips";
import { DomainError } from "#domain/errors";
import { Registration } from "#domain/schools";
import { Username } from "#domain/users/usernames";
import { runtimeOf, visitorOf } from "../http/act.ts";
import type { App, AppContext } from "../http/app.ts";
import { formOf, formOnly } from "../http/body.ts";
import { newPasswordPath, ownPath } from "../http/own-path.ts";
import { sentence } from "../http/refusals.ts";
import { beginSession } from "../http/session/begin-session.ts";
import { clearStorage, takePasswordNotice } from "../http/session/cookies.ts";
import { signedInHere } from "../http/session/somebody-else.ts";
import { slips } from "../http/slips.ts";
import { secondsToWait, waiting } from "../http/too-many.ts";
import { RegisteredPage, RegisterPage, RegistrationClosedPage } from "../schools/register-page.tsx";
import { isRegistrationOpen, register } from "../schools/registration.ts";
import { schoolAt } from "../schools/school-at.ts";
import { isOverBudget } from "./limits.ts";
import type { Me } from "./me.ts";
import { reasons, SignInPage, type SignInProps } from "./pages/sign-in.tsx";
import { signIn } from "./sign-in.ts";

/** The pages for somebody who is not signed in. All work without JavaScript. */
export const pages = new Hono<App>()
  .get("/sign-in", async (c) => {
    const next = ownPath(c.req.query("next"));
    const me = await signedInHere(c);
    return me
      ? c.redirect(onward(me, next), 303)
      : signInPage(c, {
          username: Username.safeParse(c.req.query("username")).data ?? "",
          next,
          why: reasonOf(c.req.query("why")),
          isReset: takePasswordNotice(c),
        });
  })
  .post("/sign-in", formOnly, async (c) => {
    const { username = "", password = "", next: wanted, why: said, ownDevice } = await formOf(c);
    const why = reasonOf(said);
    const next = ownPath(wanted);
    const isOwnDevice = ownDevice !== undefined;
    try {
      const signedIn = await signIn(runtimeOf(c), visitorOf(c, isOwnDevice), username, password);
      if (signedIn) {
        const { me, secret } = signedIn;
        await beginSession(c, secret, me.username, isOwnDevice);
        return c.redirect(onward(me, next), 303);
      }
      return signInPage(
        c,
        { username, next, why, isOwnDevice, problem: sentence("bad_credentials") },
        401,
      );
    } catch (error) {
      if (
        !(error instanceof DomainError) ||
        (error.code !== "too_many_attempts" && error.code !== "busy")
      )
        throw error;
      c.header("Retry-After", secondsToWait(error));
      return signInPage(
        c,
        { username, next, why, isOwnDevice, problem: waiting(error) },
        error.code === "busy" ? 503 : 429,
      );
    }
  })
  .get("/register", async (c) => {
    if (!(await isRegistrationOpen(runtimeOf(c)))) return c.html(<RegistrationClosedPage />, 403);
    return c.html(<RegisterPage values={{ name: "", postcode: "", email: "" }} slips={{}} />);
  })
  .post("/register", formOnly, async (c) => {
    const { name = "", postcode = "", email = "", meant } = await formOf(c);
    const parsed = Registration.safeParse({ name, postcode, email });
    if (!parsed.success)
      return c.html(
        <RegisterPage values={{ name, postcode, email }} slips={slips(parsed.error.issues)} />,
        422,
      );
    const likely = slipsAgainst([])(email);
    if (likely && meant !== parsed.data.email) {
      const slip = `Do you mean ${likely}? If it is right as it stands, send it once more.`;
      return c.html(
        <RegisterPage
          values={{ name, postcode, email }}
          slips={{ email: slip }}
          meant={parsed.data.email}
        />,
        422,
      );
    }
    try {
      await register(runtimeOf(c), visitorOf(c), parsed.data);
      return c.html(<RegisteredPage email={parsed.data.email} />, 202);
    } catch (error) {
      if (error instanceof DomainError && error.code === "registration_closed")
        return c.html(<RegistrationClosedPage />, 403);
      if (!isOverBudget(error)) throw error;
      c.header("Retry-After", secondsToWait(error));
      const form = "Very many schools were registered from your network today. Try again tomorrow.";
      return c.html(<RegisterPage values={{ name, postcode, email }} slips={{ form }} />, 429);
    }
  });

async function signInPage(
  c: AppContext,
  shown: {
    username?: string;
    next: string;
    why?: SignInProps["why"];
    problem?: string;
    isReset?: boolean;
    isOwnDevice?: boolean;
  },
  status: 200 | 401 | 429 | 503 = 200,
) {
  const { username = "", next, why = null, problem = null } = shown;
  const { isReset = false, isOwnDevice = false } = shown;
  const [canRegister, school] = await Promise.all([
    isRegistrationOpen(runtimeOf(c)),
    schoolAt(c.env, next),
  ]);
  // Whoever is asked to sign in finds nothing of whoever was here before. What they had half typed waits for them alone.
  if (why !== "typed") clearStorage(c);
  return c.html(
    <SignInPage
      school={school}
      host={new URL(c.get("settings").origin).host}
      username={username}
      next={next}
      why={why}
      problem={problem}
      isReset={isReset}
      isOwnDevice={isOwnDevice}
      canRegister={canRegister}
    />,
    status,
  );
}

function reasonOf(said: string | undefined): SignInProps["why"] {
  return reasons.find((reason) => reason === said) ?? null;
}

/** Where somebody goes from signing in: with a password that was handed to them, to choosing their own. */
function onward({ mustChangePassword }: Me, next: string): string {
  return mustChangePassword ? newPasswordPath(next) : next;
}
