import { helpAt } from "#domain/help/topics";
import { Field } from "../../pages/field.tsx";
import { Layout } from "../../pages/layout.tsx";
import { Slips } from "../../pages/slips.tsx";

export interface ForgottenProps {
  login: string;
  slips: Record<string, string>;
}

export function ForgottenPage({ login, slips }: ForgottenProps) {
  return (
    <Layout title="Forgotten password">
      <h1>Forgotten password</h1>
      <p class="lead">
        We mail a link to the e-mail address of your account. With it you choose a new password.
      </p>
      <Slips slips={slips} labels={{ login: "Username or e-mail address" }} />
      <form method="post" action="/forgotten" class="grid">
        <Field
          name="login"
          label="Username or e-mail address"
          value={login}
          slip={slips.login}
          isFirst
          autocomplete="username"
          autocapitalize="off"
          spellcheck="false"
          maxlength={300}
        />
        <div class="act">
          <button type="submit">Send me the link</button>
          <p class="quiet">
            No e-mail address in your account? An admin of your school can give you a new password.
          </p>
        </div>
      </form>
      <p class="foot">
        Remembered it? <a href="/sign-in">Sign in</a> ·{" "}
        <a href={helpAt("forgot-password")}>More about passwords</a>
      </p>
    </Layout>
  );
}

/** After the form: the same words whatever was found [A12]. */
export function ResetMailedPage() {
  return (
    <Layout title="Check your mail">
      <h1>Check your mail</h1>
      <p class="lead">
        If there is an account with that username or e-mail address, a mail with a link is on its
        way to the address of the account.
      </p>
      <p>
        It should arrive within a few minutes. Look in Junk too. The link works once, for one hour,
        and only the newest one works.
      </p>
      <p>
        No mail? One mailbox gets only a few in an hour: use the newest, or try again in an hour.
        Else ask an admin of your school: your account may have no e-mail address, or another one
        than you think.
      </p>
      <p class="foot">
        <a href="/sign-in">Back to sign in</a>
      </p>
    </Layout>
  );
}
