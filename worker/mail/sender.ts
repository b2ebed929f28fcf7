import { deliverableEmail, isEmail } from "#domain/emails";
import { type EnvVars, settings } from "../env.ts";
import { oneLine } from "./writing/plain.ts";

export interface Mailbox {
  email: string;
  name: string;
}

/**
 * Who our mail is from: `MAIL_FROM`, as `Name <address>` or an address; without one, `no-reply` at the host of `ORIGIN`.
 * Null when `MAIL_FROM` is neither.
 */
export function senderOf(env: EnvVars): Mailbox | null {
  const typed = env.MAIL_FROM?.trim();
  if (typed) return mailboxIn(typed);
  const found = settings(env);
  return found && { email: `no-reply@${new URL(found.origin).hostname}`, name: "Staffroom" };
}

/** Whom answers go to where nobody at the school has written: `MAIL_REPLY_TO`. Null where it names no address. */
export function replyToOf(env: EnvVars): Mailbox | null {
  return env.MAIL_REPLY_TO ? mailboxIn(env.MAIL_REPLY_TO.trim()) : null;
}

/** What a mail is signed with (DKIM), where the provider does not sign by itself: all three settings, or nothing. */
export function dkimOf(env: EnvVars) {
  const {
    MAIL_DKIM_DOMAIN: domain,
    MAIL_DKIM_SELECTOR: selector,
    MAIL_DKIM_PRIVATE_KEY: key,
  } = env;
  if (!domain || !selector || !key) return {};
  return {
    dkim_domain: domain,
    dkim_selector: selector,
    dkim_private_key: key.replace(/-----[^-]+-----|\s/g, ""),
  };
}

function mailboxIn(typed: string): Mailbox | null {
  const [, name = "", email = ""] = /^(.*?)\s*<([^<>]+)>$/.exec(typed) ?? [null, "", typed];
  return isEmail(email)
    ? {
        email: deliverableEmail(email),
        name: oneLine(name).replace(/^"(.*)"$/, "$1") || "Staffroom",
      }
    : null;
}
