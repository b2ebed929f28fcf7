import { emailSlip } from "#domain/emails";
import type { Problems } from "../../ui/forms/submit.ts";
import type { UserEdit } from "./edit.ts";

/** What can be seen to be wrong before anything is sent. */
export function slipsOf(changed: Partial<UserEdit>): Problems {
  const { givenName, familyName, email } = changed;
  const slip = email ? emailSlip(email) : null;
  return {
    ...(givenName === "" && { givenName: "Fill in the first name." }),
    ...(familyName === "" && { familyName: "Fill in the surname." }),
    ...(slip && { email: slip }),
  };
}

/** Where each refusal about an account belongs. */
export const userProblems = {
  fields: [
    "title",
    "givenName",
    "middleName",
    "familyName",
    "username",
    "phone",
    "email",
    "role",
    "staffType",
  ],
  fieldOf: {
    email_taken: "email",
    invite_pending: "email",
    username_taken: "username",
    role_too_high: "role",
    last_owner: "role",
  },
} as const;
