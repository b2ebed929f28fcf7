import { helpAt } from "#domain/help/topics";
import { Field } from "../pages/field.tsx";
import { Layout } from "../pages/layout.tsx";
import { NoticePage } from "../pages/notice.tsx";
import { firstSlip, Slips } from "../pages/slips.tsx";

export interface RegisterProps {
  values: Record<"name" | "postcode" | "email", string>;
  slips: Record<string, string>;
  /** An address that looks mistyped: sent once more, it is meant. */
  meant?: string;
}

const labels = { name: "School name", postcode: "Postcode", email: "E-mail address" };

export function RegisterPage({ values, slips, meant }: RegisterProps) {
  const first = firstSlip({ slips, labels });
  const about = (name: keyof typeof labels) => ({
    name,
    label: labels[name],
    value: values[name],
    slip: slips[name],
    isFirst: name === first,
  });
  return (
    <Layout title="Register your school">
      <h1>Register your school</h1>
      <p class="lead">
        We mail you a link with which you set up your account as the school’s first Owner. Then you
        invite the others.
      </p>
      <Slips slips={slips} labels={labels} />
      <form method="post" action="/register" class="grid">
        {meant && <input type="hidden" name="meant" value={meant} />}
        <Field {...about("name")} autocomplete="organization" />
        <Field
          {...about("postcode")}
          class="short"
          autocomplete="postal-code"
          autocapitalize="characters"
          spellcheck="false"
        />
        <Field
          {...about("email")}
          type="email"
          autocomplete="email"
          hint="The headteacher’s or the school office’s is best. The link goes there."
        />
        <div class="act">
          <button type="submit">Send me the link</button>
        </div>
      </form>
      <p class="foot">
        Your school is here already? <a href="/sign-in">Sign in</a>, or ask an admin there to invite
        you. <a href={helpAt("first-day")}>How to begin</a>
      </p>
    </Layout>
  );
}

/** After the form: the same words whatever happened [S1]. */
export function RegisteredPage({ email }: { email: string }) {
  return (
    <Layout title="Check your mail">
      <h1>Check your mail</h1>
      <p class="lead">
        We have sent a mail to <b>{email}</b>, if that address can be used.
      </p>
      <p>
        It should arrive within a few minutes. Look in Junk too. The link works once, so open it
        where you want to sign in.
      </p>
      <p>
        Did nothing come? One mailbox gets only so many mails from us. Try again tomorrow, or with
        another address.
      </p>
      <p class="foot">
        <a href="/sign-in">Back to sign in</a>
      </p>
    </Layout>
  );
}

export function RegistrationClosedPage() {
  return (
    <NoticePage
      title="Registration is closed"
      text="New schools cannot be registered here at present. If your school is here already, ask an admin there to invite you."
      link={{ href: "/sign-in", text: "Sign in" }}
    />
  );
}
