import { withoutHidden } from "../text/hidden.ts";
import { asHandedOver } from "./one-time.ts";

/**
 * When set and when checked [A11]: NFC, no white space at either end, nothing that nobody sees, and dashes and quotes as the keyboard
 * has them, since phones turn them about while they are typed. One that was handed over is what it was made as [A18].
 */
export function normalisePassword(typed: string): string {
  const password = withoutHidden(typed)
    .normalize("NFC")
    .replace(/\p{Pd}/gu, "-")
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[“”„‟]/g, '"')
    .trim();
  return asHandedOver(password) ?? password;
}

/** What a new password must be, in one sentence for the form [A10]. */
export const passwordRule = "8 or more characters, with a number. Not one from a known leak.";

/**
 * The rule a password breaks, as a sentence for its holder, or null [A10].
 * `isCommon` looks the normalised password up among leaked ones.
 */
export function passwordSlip(
  typed: string,
  username: string,
  isCommon: (password: string) => boolean,
): string | null {
  const password = normalisePassword(typed);
  const length = [...password].length;
  if (length < 8) return "Use at least 8 characters.";
  if (length > 128) return "Use 128 characters or fewer.";
  if (!/\p{Nd}/u.test(password)) return "Put at least one number in it.";
  if (password.toLowerCase() === username) return "Choose something other than your username.";
  if (isCommon(password)) return "This one is on lists of leaked passwords. Choose another.";
  return null;
}
