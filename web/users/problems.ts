import { isEmail } from "#domain/emails";
import { Problem, sentenceOf } from "../replica/api.ts";
import type { UserEdit } from "./edit.ts";

/** What can be seen to be wrong before anything is sent: a sentence for each field. */
export function slipsOf(changed: Partial<UserEdit>): Record<string, string> {
  const { givenName, familyName, email } = changed;
  return {
    ...(givenName === "" && { givenName: "Fill in the first name." }),
    ...(familyName === "" && { familyName: "Fill in the surname." }),
    ...(email && !isEmail(email) && { email: "This does not look like an e-mail address." }),
  };
}

const shown = [
  "title",
  "givenName",
  "middleName",
  "familyName",
  "username",
  "phone",
  "email",
  "role",
  "staffType",
];

/** Where each refusal belongs: a sentence by field, or by `form`. */
export function problemsOf(error: unknown): Record<string, string> {
  if (!(error instanceof Problem)) return { form: sentenceOf(error) };
  const fields = Object.fromEntries(
    Object.entries(error.fields).filter(([field]) => shown.includes(field)),
  );
  if (Object.keys(fields).length > 0) return fields;
  switch (error.code) {
    case "email_taken":
    case "invite_pending":
      return { email: error.detail };
    case "username_taken":
      return { username: error.detail };
    case "role_too_high":
    case "last_owner":
      return { role: error.detail, form: error.detail };
    default:
      return { form: error.detail };
  }
}
