import { passwordRule } from "#domain/accounts/passwords";
import { helpAt } from "#domain/help/topics";
import { titles } from "#domain/names";
import script from "../../../web/set-up/set-up.ts?worker&url";
import { Field, usernameInput } from "../../pages/field.tsx";
import { Layout } from "../../pages/layout.tsx";
import { OwnDevice } from "../../pages/own-device.tsx";
import { firstSlip, Slips } from "../../pages/slips.tsx";
import type { OpenedLink } from "../open-link.ts";
import type { SetUpValues } from "../set-up-values.ts";
import { Invitation, LinkLife } from "./invitation.tsx";

export interface SetUpProps {
  link: OpenedLink;
  now: number;
  /** What was typed before, without the password. */
  values: SetUpValues;
  /** A sentence for each field that is wrong. */
  slips: Record<string, string>;
  isOwnDevice?: boolean;
}

const labels = {
  title: "Title",
  givenName: "First name",
  middleName: "Middle name",
  familyName: "Surname",
  phone: "Phone",
  username: "Username",
  password: "Password",
};

/** The invitee's one page [I8]. Whole without its script, which adds what is known while typing. */
export function SetUpPage({ link, now, values, slips, isOwnDevice }: SetUpProps) {
  const isAgain = Object.keys(slips).length > 0;
  const first = firstSlip({ slips, labels });
  const about = (name: keyof typeof labels) => ({
    name,
    label: labels[name],
    slip: slips[name],
    isFirst: name === first,
  });
  return (
    <Layout
      title={isAgain ? "Please check the form" : "Set up your account"}
      school={link.school}
      script={script}
    >
      <LinkLife link={link} now={now} />
      <h1>Set up your account</h1>
      <Invitation link={link} />
      <Slips slips={slips} labels={labels} />
      <form method="post" class="grid" data-set-up data-postcode={link.school.postcode}>
        <Field
          {...about("title")}
          isOptional
          value={values.title}
          class="narrow"
          autocomplete="honorific-prefix"
          list="titles"
        />
        <datalist id="titles">
          {titles.map((title) => (
            <option value={title}></option>
          ))}
        </datalist>
        <Field
          {...about("givenName")}
          value={values.givenName}
          class="beside"
          autocomplete="given-name"
        />
        <Field
          {...about("middleName")}
          isOptional
          value={values.middleName}
          class="half"
          autocomplete="additional-name"
        />
        <Field
          {...about("familyName")}
          value={values.familyName}
          class="half"
          autocomplete="family-name"
        />
        <Field
          {...about("phone")}
          isOptional
          value={values.phone}
          type="tel"
          inputmode="tel"
          autocomplete="tel"
        />
        <Field
          {...about("username")}
          {...usernameInput}
          value={values.username}
          data-proposed={!isAgain}
          hint="You sign in with it. Lower case letters, digits, and _ . - only."
        >
          <output class="verdict" for="username">
            {!isAgain && values.username && `✓ ${values.username} is free`}
          </output>
          <button type="button" class="small" data-suggestion hidden></button>
        </Field>
        <Field
          {...about("password")}
          type="password"
          autocomplete="new-password"
          hint={<PasswordHint isAgain={isAgain && !slips.password} />}
        />
        <OwnDevice isTicked={isOwnDevice} />
        <div class="act">
          <button type="submit">Create my account</button>
          <p class="quiet">Not you? Nothing happens until you press the button.</p>
          <p class="quiet">
            <a href={helpAt("privacy")} target="_blank" rel="noopener">
              What is kept about you
            </a>
          </p>
        </div>
      </form>
    </Layout>
  );
}

/** The script marks each rule as it is met; without it the sentence says them all. */
function PasswordHint({ isAgain }: { isAgain: boolean }) {
  return (
    <>
      {isAgain && <strong data-again>Type your password again: it is never kept. </strong>}
      <span data-rule>{passwordRule}</span>
    </>
  );
}
