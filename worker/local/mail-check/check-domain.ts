import { baseOf } from "../../mail/base.ts";
import { dkimOf, senderOf } from "../../mail/sender.ts";
import type { mailVars } from "../settings.ts";
import type { Verdicts } from "./verdicts.ts";

/** Longer than this no answer is waited for, milliseconds. */
const longestWait = 20_000;

/** Asks the mail service about the domain that our mail comes from. Throws a sentence where it cannot be asked. */
export async function checkDomain(
  vars: ReturnType<typeof mailVars>,
): Promise<{ domain: string; results: Verdicts }> {
  const domain = senderOf(vars)?.email.split("@")[1];
  if (!vars.MAILCHANNELS_API_KEY) throw new Error("Set MAILCHANNELS_API_KEY first.");
  if (!domain) throw new Error("Set MAIL_FROM to the address that mail is to come from.");
  const dkim = dkimOf(vars);
  const body = { domain, ...("dkim_domain" in dkim && { dkim_settings: [dkim] }) };
  const answer = await fetch(`${baseOf(vars)}/tx/v1/check-domain`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Api-Key": vars.MAILCHANNELS_API_KEY },
    body: JSON.stringify(body),
    redirect: "manual",
    signal: AbortSignal.timeout(longestWait),
  }).catch(() => null);
  if (!answer) throw new Error("The mail service did not answer. Try again later.");
  if (answer.status === 401 || answer.status === 403)
    throw new Error("The mail service refuses the key. Check MAILCHANNELS_API_KEY.");
  const results = ((await answer.json().catch(() => null)) as { check_results?: Verdicts } | null)
    ?.check_results;
  if (!answer.ok || !results)
    throw new Error(
      `The mail service could not check ${domain} (${answer.status}). Try again later.`,
    );
  return { domain, results };
}
