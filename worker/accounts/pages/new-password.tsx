import { passwordRule } from "#domain/accounts/passwords";
import script from "../../../web/sign-in/sign-in.ts?worker&url";
import { Field } from "../../pages/field.tsx";
import { Layout } from "../../pages/layout.tsx";
import { firstSlip, Slips } from "../../pages/slips.tsx";
import type { Me } from "../me.ts";

export interface NewPasswordProps {
  me: Me;
  /** They have just typed the password they were handed. */
  isGiven: boolean;
  /** Where to go afterwards: a path of this site. */
  next: string;
  slips: Record<string, string>;
}

/** Changes the password of somebody signed in; the only page there is until a handed-out one is changed [A9]. */
export function NewPasswordPage({ me, isGiven, next, slips }: NewPasswordProps) {
  const current = me.mustChangePassword ? "Password you were given" : "Present password";
  const labels = { ...(!isGiven && { current }), next: "New password" };
  const title = me.mustChangePassword ? "Choose your own password" : "Change your password";
  const first = firstSlip({ slips, labels });
  const about = (name: "current" | "next") => ({
    name,
    label: labels[name] ?? "",
    slip: slips[name],
    isFirst: name === (first ?? (isGiven ? "next" : "current")),
  });
  return (
    <Layout title={title} script={script}>
      <h1>{title}</h1>
      <p class="lead">
        {me.mustChangePassword
          ? `Welcome, ${me.givenName}. Whoever gave you your password knows it, so choose one that only you know. Then you can go on.`
          : "When it is changed you stay signed in here and are signed out everywhere else."}
      </p>
      <Slips slips={slips} labels={labels} />
      <form method="post" action="/new-password" class="grid" data-change>
        <input type="hidden" name="then" value={next} />
        <input
          type="text"
          name="username"
          value={me.username}
          autocomplete="username"
          hidden
          readonly
        />
        {!isGiven && (
          <Field {...about("current")} type="password" autocomplete="current-password" />
        )}
        <Field {...about("next")} type="password" autocomplete="new-password" hint={passwordRule} />
        <div class="act">
          <button type="submit">Change my password</button>
        </div>
      </form>
    </Layout>
  );
}
