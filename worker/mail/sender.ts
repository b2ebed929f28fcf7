import { isEmail } from "#domain/emails";
import { type Env, settings } from "../env.ts";
import { oneLine } from "./plain.ts";

export interface Mailbox {
  email: string;
  name: string;
}

/**
 * Who our mail is from: `MAIL_FROM`, as `Name <address>` or an address; without one, `no-reply` at the host of `ORIGIN`.
 * Null when `MAIL_FROM` is neither.
 */
export function senderOf(env: Env): Mailbox | null {
  const typed = env.MAIL_FROM?.trim();
  if (!typed) {
    const found = settings(env);
    return found && { email: `no-reply@${new URL(found.origin).hostname}`, name: "Staffroom" };
  }
  const [, name = "", email = ""] = /^(.*?)\s*<([^<>]+)>$/.exec(typed) ?? [null, "", typed];
  return isEmail(email)
    ? { email: email.trim(), name: oneLine(name).replace(/^"(.*)"$/, "$1") || "Staffroom" }
    : null;
}
