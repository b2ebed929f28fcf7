import { passwordRule } from "#domain/accounts/passwords";
import type { ResetEnd } from "#domain/accounts/resets";
import script from "../../../web/sign-in/sign-in.ts?worker&url";
import { Field, usernameInput } from "../../pages/field.tsx";
import { Layout } from "../../pages/layout.tsx";
import { Slips } from "../../pages/slips.tsx";

export interface ResetProps {
  username: string;
  slips: Record<string, string>;
}

/** Where a reset link leads while it works. The username is there for whoever forgot that, and for password managers. */
export function ResetPage({ username, slips }: ResetProps) {
  return (
    <Layout title="Choose a new password" script={script}>
      <h1>Choose a new password</h1>
      <p class="lead">
        When it is set you are signed out wherever you were signed in. Then you sign in with the new
        one.
      </p>
      <Slips slips={slips} labels={{ password: "New password" }} />
      <form method="post" class="grid">
        <Field {...usernameInput} value={username} readonly />
        <Field
          name="password"
          label="New password"
          type="password"
          autocomplete="new-password"
          slip={slips.password}
          isFirst={Boolean(slips.password)}
          hint={passwordRule}
        />
        <div class="act">
          <button type="submit">Set my new password</button>
          <p class="quiet">Not you? Nothing happens until you press the button.</p>
        </div>
      </form>
    </Layout>
  );
}

/** A genuine link that opens nothing any more. Who holds an old one need not be who holds the account, so nobody is named. */
export function EndedResetPage({ end }: { end: ResetEnd }) {
  const { pill, title, text } = ends[end];
  return (
    <Layout title={title}>
      <p class="pill ended">{pill}</p>
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      <p>
        <a class="button" href="/forgotten">
          Send me a new link
        </a>
      </p>
      <p class="foot">
        You know your password? <a href="/sign-in">Sign in</a>
      </p>
    </Layout>
  );
}

const ends: Record<ResetEnd, { pill: string; title: string; text: string }> = {
  ended: {
    pill: "Ended",
    title: "This link no longer works",
    text: "It was used already, or the account’s password, e-mail address or status has changed since. A link works once.",
  },
  replaced: {
    pill: "Replaced",
    title: "A newer mail replaced this link",
    text: "Only the latest link works. Look for the latest mail, in Junk too.",
  },
  expired: {
    pill: "Expired",
    title: "This link has expired",
    text: "A link for a new password works for one hour.",
  },
};
