import { helpAt } from "#domain/help/topics";
import script from "../../../web/sign-in/sign-in.ts?worker&url";
import { Contact, type SchoolContact } from "../../pages/contact.tsx";
import { Field, loginInput } from "../../pages/field.tsx";
import { Layout, type PageSchool } from "../../pages/layout.tsx";
import { OwnDevice } from "../../pages/own-device.tsx";
import { Problem } from "../../pages/slips.tsx";

/**
 * What brings somebody here who was signed in: their session ended, perhaps while a form was half filled [A19]; their
 * school has deactivated them [A7]; or their browser did not keep the session's cookie.
 */
export const reasons = ["ended", "typed", "left", "blocked"] as const;

export interface SignInProps {
  /** Where they are going, where that is known. */
  school: (PageSchool & SchoolContact) | null;
  /** Where this deployment is, such as `staffroom.example`. */
  host: string;
  username: string;
  /** Where to go afterwards: a path of this site. */
  next: string;
  problem: string | null;
  why: (typeof reasons)[number] | null;
  /** Whether a new password has just been set. */
  isReset: boolean;
  isOwnDevice: boolean;
  canRegister: boolean;
}

export function SignInPage({
  school,
  host,
  username,
  next,
  why,
  problem,
  isReset,
  isOwnDevice,
  canRegister,
}: SignInProps) {
  return (
    <Layout title="Sign in" school={school} script={script}>
      <h1>Sign in</h1>
      {isReset && (
        <p class="lead" role="status">
          Your new password is set. Sign in with it. Wherever else you were signed in, you are
          signed out now.
        </p>
      )}
      {why === "left" && school && (
        <p class="lead" role="status">
          {school.name} has deactivated your account there, so it no longer opens. Nothing is
          deleted. If it is a mistake, ask an Owner or Admin of the school to reactivate you.
        </p>
      )}
      {(why === "ended" || why === "typed") && (
        <p class="lead" role="status">
          Your session has ended. Sign in to go on.
          {why === "typed" &&
            " What you had typed is kept: it is there again when you sign in with the same account."}
        </p>
      )}
      {why === "blocked" && <Blocked host={host} username={username} />}
      <Problem text={problem} />
      {problem && (
        <p>
          <a href={helpAt("cannot-sign-in")}>What may be wrong?</a>
        </p>
      )}
      <form method="post" action="/sign-in" class="grid" data-in-turn>
        <input type="hidden" name="next" value={next} />
        {why && <input type="hidden" name="why" value={why} />}
        <Field {...loginInput} value={username} isFirst={username === ""} />
        <Field
          name="password"
          label="Password"
          type="password"
          autocomplete="current-password"
          isFirst={username !== ""}
        />
        <OwnDevice isTicked={isOwnDevice} />
        <div class="act">
          <button type="submit">Sign in</button>
          <p class="quiet">
            <a href="/forgotten">Forgotten your password?</a>
          </p>
        </div>
      </form>
      {(why === "left" || problem) && school && <Contact school={school} />}
      <p class="foot">
        {canRegister && (
          <>
            New here? <a href="/register">Register your school</a> ·{" "}
          </>
        )}
        <a href="/help">Help</a>
      </p>
    </Layout>
  );
}

/** For guest windows and browsers inside other apps, which keep no cookies. Somebody may have set up their account there. */
function Blocked({ host, username }: { host: string; username: string }) {
  return (
    <div class="slips" role="alert">
      <h2>This browser does not keep you signed in</h2>
      <p>
        It keeps no cookies from {host}. Allow them in its settings, or open <b>{host}</b> in
        Chrome, Edge, Firefox or Safari itself: not inside another app, and not as a guest.
      </p>
      <p>
        If you have just set up your account, it is made: sign in there{" "}
        {username ? (
          <>
            as <b translate="no">{username}</b>
          </>
        ) : (
          "with the username in the mail that welcomes you"
        )}
        .
      </p>
    </div>
  );
}
