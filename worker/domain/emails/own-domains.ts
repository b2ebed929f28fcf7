import { canonicalEmail } from "../emails.ts";

/** The domains a school's mail is in, canonical: those it names, then those of its people, the commonest first. */
export function ownDomains(
  named: readonly string[],
  emails: readonly (string | null)[],
): readonly string[] {
  return [...new Set([...named, ...domainsOf(emails).map(([domain]) => domain)])];
}

/** The domains of addresses and how many are in each, the commonest first, else by their letters. */
export function domainsOf(emails: readonly (string | null)[]): [domain: string, count: number][] {
  const counts = new Map<string, number>();
  for (const email of emails) {
    const domain = email && canonicalEmail(email).split("@")[1];
    if (domain) counts.set(domain, (counts.get(domain) ?? 0) + 1);
  }
  return [...counts].sort(([a, some], [b, others]) => others - some || (a < b ? -1 : 1));
}
