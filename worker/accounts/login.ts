import { canonicalEmail } from "#domain/emails";
import { canonicalUsername } from "#domain/users/usernames";

/** What somebody is called, in canonical form. */
export interface Login {
  name: string;
  isEmail: boolean;
}

/** Reads what was typed as username or e-mail address [A11] [A12]: an address has an @, which no username has [A4]. */
export function readLogin(typed: string): Login {
  const email = canonicalEmail(typed);
  const isEmail = email.includes("@");
  return { name: isEmail ? email : canonicalUsername(typed), isEmail };
}
