import { POPULAR_DOMAINS, run } from "@zootools/email-spell-checker";
import { isEmail, readEmail, suggestedEmail } from "../emails.ts";
import { distance } from "./distance.ts";
import { asciiDomain } from "./domain.ts";

/** Providers with a domain for each country: any of these, in any of those, is one. */
const brands = ["gmx", "hotmail", "live", "outlook", "yahoo"];
const countries =
  "com co.uk ie fr de it es be nl at ch dk se no pl pt gr hu cz ro ca in co.in com.au co.nz co.za com.br co.jp net".split(
    " ",
  );

/** What people in Britain have besides what the library lists. */
const providers = [
  ...new Set([
    ...["com", "co.uk"].flatMap((country) => brands.map((brand) => `${brand}.${country}`)),
    ...["virginmedia.com", "talktalk.net", "ntlworld.com", "mail.com", "email.com", "fastmail.com"],
    ...POPULAR_DOMAINS,
  ]),
];

/** Whether anybody may have an address in this canonical domain, not one school's people alone. */
export function isProvider(domain: string): boolean {
  const [name = "", ...country] = domain.split(".");
  return (
    providers.includes(domain) || (brands.includes(name) && countries.includes(country.join(".")))
  );
}

/**
 * Tells the address that was most likely meant, where one looks mistyped [I11]: its domain is none that is known, but nearly one
 * of the school's own or of a provider that everybody knows. Its name stays what it is, but for a curly apostrophe.
 */
export function slipsAgainst(own: readonly string[]): (typed: string) => string | null {
  const known = [...own, ...providers];
  const meant = new Map<string, string | null>();
  return (typed) => {
    const straight = suggestedEmail(typed);
    const read = straight ?? readEmail(typed);
    const at = read.lastIndexOf("@");
    const local = read.slice(0, Math.max(at, 0));
    if (!isEmail(`${local}@domain.example`)) return null;
    const domain = read.slice(at + 1);
    const spelt = asciiDomain(domain) ?? domain.toLowerCase();
    if (!meant.has(spelt)) meant.set(spelt, meantBy(spelt, known, own.length));
    const likely = meant.get(spelt) ?? null;
    return likely === null ? straight : `${local}@${likely}`;
  };
}

/** The first of `known`, of which so many are the school's own, that is nearest to this domain; null where it is known itself. */
function meantBy(domain: string, known: readonly string[], own: number): string | null {
  if (!/^[a-z0-9.,-]+$/.test(domain)) return null;
  const cutOff = known.findIndex((each) => each.startsWith(`${domain}.`));
  if (cutOff >= 0 && !known.includes(domain) && (cutOff < own || !domain.includes(".")))
    return known[cutOff] ?? null;
  const found = run({
    email: `somebody@${domain}`,
    domains: [...known],
    domainThreshold: mostSlips,
    distanceFunction: (typed, each) => slipsBetween(typed, each, known.indexOf(each) < own),
    // Only to know those that are right: near misses are found among whole domains.
    secondLevelDomains: brands,
    topLevelDomains: countries,
    secondLevelThreshold: 0.1,
    topLevelThreshold: 0.1,
  });
  return found?.domain ?? null;
}

const mostSlips = 2;

/** How many slips make one domain of another; none at all where they are more than that, or are two names. */
function slipsBetween(typed: string, known: string, isOwn: boolean): number {
  if (Math.abs(typed.length - known.length) > mostSlips) return Number.POSITIVE_INFINITY;
  const slips = distance(typed, known);
  const most = known.length < 9 ? 1 : mostSlips;
  if (slips > most || digitsOf(typed) !== digitsOf(known)) return Number.POSITIVE_INFINITY;
  // Few people mistype the first letter, and other schools begin with another.
  const isFirstRight = typed[0] === known[0];
  if (!isFirstRight && (!isOwn || slips > 1)) return Number.POSITIVE_INFINITY;
  // A short name is a letter away from many.
  if (!isOwn && nameOf(known).length < 5 && nameOf(typed) !== nameOf(known))
    return Number.POSITIVE_INFINITY;
  return slips;
}

function nameOf(domain: string): string {
  return domain.split(".")[0] ?? "";
}

function digitsOf(domain: string): string {
  return domain.replace(/\D/g, "");
}
