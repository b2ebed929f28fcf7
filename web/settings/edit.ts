import { canonicalEmail, isEmail } from "#domain/emails";
import { domainsOf } from "#domain/emails/own-domains";
import { isProvider } from "#domain/emails/slips";
import { isTimeZone, type PublicSchool, type SchoolChange } from "#domain/schools";

export const detailNames = {
  name: "Name",
  postcode: "Postcode",
  phone: "Phone",
  address: "Address",
  contactEmail: "Contact e-mail",
  mailDomains: "The school’s own mail domains",
  timeZone: "Time zone",
};

export type Detail = keyof typeof detailNames;

/** The school's details as they are typed: domains one after the other. */
export type Details = Record<Detail, string>;

/** What the form shows of a school. */
export function detailsOf(school: PublicSchool | null): Details {
  return {
    name: school?.name ?? "",
    postcode: school?.postcode ?? "",
    phone: school?.phone ?? "",
    address: school?.address ?? "",
    contactEmail: school?.contactEmail ?? "",
    mailDomains: (school?.mailDomains ?? []).join(", "),
    timeZone: school?.timeZone ?? "",
  };
}

/** Typed details without stray spaces. */
export function tidied(details: Details): Details {
  const entries = Object.entries(details).map(([field, text]) => [field, text.trim()]);
  return { ...Object.fromEntries(entries), mailDomains: domainsIn(details.mailDomains).join(", ") };
}

/** What to send: emptied fields hold nothing. */
export function schoolChangeOf({ mailDomains, ...changed }: Partial<Details>): SchoolChange {
  const plain = Object.entries(changed).map(([field, text]) => [field, text || null]);
  return {
    ...Object.fromEntries(plain),
    ...(mailDomains !== undefined && { mailDomains: domainsIn(mailDomains) }),
  };
}

/** What can be seen to be wrong before it is sent. */
export function slipsIn(changed: Partial<Details>): Record<string, string> {
  const { name, contactEmail, timeZone } = changed;
  return {
    ...(name === "" && { name: "Use at least 2 characters." }),
    ...(contactEmail &&
      !isEmail(contactEmail) && { contactEmail: "This does not look like an e-mail address." }),
    ...(timeZone !== undefined &&
      !isTimeZone(timeZone) && {
        timeZone: "This is not a time zone, like Europe/London.",
      }),
  };
}

/** The domains that several people's addresses are in, the commonest first, but for providers' and those that are named already. */
export function suggestedDomains(emails: readonly (string | null)[], named: string): string[] {
  const known = domainsIn(named);
  const others = domainsOf(emails).filter(
    ([domain]) => !known.includes(domain) && !isProvider(domain),
  );
  // On a school's first day its Owner's is all there is.
  const isOnly = known.length === 0 && others.length === 1;
  return others
    .filter(([, count]) => count > 1 || isOnly)
    .slice(0, 3)
    .map(([domain]) => domain);
}

function domainsIn(typed: string): string[] {
  const words = typed.split(/[\s,;]+/).map((word) => canonicalEmail(word).replace(/^@/, ""));
  return [...new Set(words.filter(Boolean))];
}
