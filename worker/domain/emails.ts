import * as z from "zod/mini";
import { asciiDomain } from "./emails/domain.ts";
import { readEmail } from "./emails/read.ts";

export { readEmail } from "./emails/read.ts";

/**
 * The one form in which addresses are compared [I2] [I16]: read, NFKC, lower case, the domain in ASCII. Normalised again after
 * lower case, which can come apart.
 */
export function canonicalEmail(typed: string): string {
  const { local, domain } = parts(readEmail(typed));
  return domain === null ? lower(local) : `${lower(local)}@${domain}`;
}

/** An address as a mail is sent to it: as it was typed, but a domain of other letters in ASCII. */
export function deliverableEmail(typed: string): string {
  const read = readEmail(typed);
  const { local, domain } = parts(read);
  return domain === null || /^[!-~]+$/.test(read) ? read : `${local}@${domain}`;
}

const looksWrong = "This does not look like an e-mail address.";

/** What is wrong with an address, as a sentence; null where mail can reach it. Lengths: RFC 5321 section 4.5.3.1. */
export function emailSlip(typed: string): string | null {
  const { local, domain } = parts(readEmail(typed));
  if (domain === null || !dotAtom.test(local) || /^\.|\.\.|\.$/.test(local)) return looksWrong;
  if (local.length > 64 || local.length + domain.length > 253) return looksWrong;
  if (/^[!-~]+$/.test(local)) return null;
  // Our mail leaves without SMTPUTF8 (RFC 6531).
  const suggestion = suggestedEmail(typed);
  return suggestion
    ? `This has a curly apostrophe. Do you mean ${suggestion}?`
    : "Mail cannot reach letters like “é” in front of the @. Ask for another address.";
}

/** Is it a whole address all the same, though mail from here cannot reach it? */
export function isBeyondMail(typed: string): boolean {
  const slip = emailSlip(typed);
  return slip !== null && slip !== looksWrong;
}

const dotAtom = /^[^\s\p{C}@<>()[\]\\,;:"]+$/u;

/** Could mail reach this? */
export function isEmail(typed: string): boolean {
  return emailSlip(typed) === null;
}

/** The address that was most likely meant, where this one looks mistyped: with straight apostrophes, no space beside @ or full stop. Else null. */
export function suggestedEmail(typed: string): string | null {
  const read = readEmail(typed);
  const meant = read.replace(/[‘’‚‛ʹʻʼʽ′´]/g, "'").replace(/ ?([@.]) ?/g, "$1");
  return meant !== read && isEmail(meant) ? meant : null;
}

/** An address as people paste it, without what they pasted around it. */
export const Email = z
  .string()
  .check(
    z.maxLength(1000, { error: "This address is too long.", abort: true }),
    z.overwrite(readEmail),
    z.refine(isEmail, { error: ({ input }) => emailSlip(String(input)) ?? looksWrong }),
  );

/** What stands before and after the last @; no domain where there is none that mail knows, and all of it before. */
function parts(read: string): { local: string; domain: string | null } {
  const at = read.lastIndexOf("@");
  const domain = at < 0 ? null : asciiDomain(read.slice(at + 1));
  return { local: domain === null ? read : read.slice(0, at), domain };
}

function lower(text: string): string {
  return text.toLowerCase().normalize("NFKC").trim();
}
