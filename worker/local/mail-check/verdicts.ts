/** One check of the mail service: `passed`, or what else it says, and perhaps why. */
export interface Verdict {
  verdict: string;
  reason?: string | undefined;
}

/** What the mail service says of a domain. */
export interface Verdicts {
  spf?: Verdict | undefined;
  domain_lockdown?: Verdict | undefined;
  dkim?: (Verdict & { dkim_domain?: string; dkim_selector?: string })[] | undefined;
}

/** One line for whoever runs a Staffroom. */
export interface Advice {
  isGood: boolean;
  words: string;
}

/** What each verdict means for mail from this domain, and what to do about it, in words. */
export function adviceOf(
  { spf, domain_lockdown: lockdown, dkim = [] }: Verdicts,
  domain: string,
): Advice[] {
  const signatures = dkim.map((one) =>
    line(
      one,
      `DKIM: mail is signed for ${one.dkim_domain ?? domain}, and the key is in its DNS.`,
      `DKIM: mail is not signed as it should be. Put the public key of selector ${one.dkim_selector ?? "(none)"} into a TXT record at ${one.dkim_selector ?? "<selector>"}._domainkey.${one.dkim_domain ?? domain}, and set MAIL_DKIM_DOMAIN, MAIL_DKIM_SELECTOR and MAIL_DKIM_PRIVATE_KEY to match.`,
    ),
  );
  return [
    line(
      spf,
      `SPF: ${domain} lets the mail service send.`,
      `SPF: ${domain} does not let the mail service send. Add include:relay.mailchannels.net to the TXT record at ${domain} that begins with v=spf1.`,
    ),
    line(
      lockdown,
      `Domain lockdown: nobody else may send as ${domain}.`,
      `Domain lockdown: the mail service refuses mail from ${domain}, or lets others send as it. Add a TXT record at _mailchannels.${domain}: v=mc1 auth=<your account id>.`,
    ),
    ...(signatures.length > 0 ? signatures : [unsigned]),
  ];
}

const unsigned: Advice = {
  isGood: false,
  words:
    "DKIM: mail is not signed, so many mail programs take it for junk. Make a key, set MAIL_DKIM_DOMAIN, MAIL_DKIM_SELECTOR and MAIL_DKIM_PRIVATE_KEY, and check again.",
};

function line(found: Verdict | undefined, good: string, mend: string): Advice {
  if (found?.verdict === "passed") return { isGood: true, words: good };
  const said = found
    ? ` (The mail service says: ${[found.verdict, found.reason].filter(Boolean).join(", ")}.)`
    : "";
  return { isGood: false, words: mend + said };
}
