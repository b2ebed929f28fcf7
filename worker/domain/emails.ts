import * as z from "zod/mini";

/**
 * The one form in which addresses are compared [I2]: trimmed, NFKC, lower case. Trimmed last, since some letters come apart
 * into a space and an accent, and normalised twice, since lower case can come apart, too.
 */
export function canonicalEmail(typed: string): string {
  return typed.normalize("NFKC").toLowerCase().normalize("NFKC").trim();
}

// Judged in canonical form: a full-width @ or a hidden character must not pass the check and then turn into something else.
const address =
  /^[^\s\p{C}@<>()[\]\\,;:"]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]*[\p{L}\p{N}]$/u;

/** Could mail reach this? Length limit from RFC 5321 section 4.5.3.1. */
export function isEmail(typed: string): boolean {
  const canonical = canonicalEmail(typed);
  return canonical.length <= 254 && !/^\.|\.\.|\.@/.test(canonical) && address.test(canonical);
}

/** An address as typed, without the spaces around it. */
export const Email = z
  .string()
  .check(
    z.maxLength(300, "This address is too long."),
    z.trim(),
    z.refine(isEmail, "This does not look like an e-mail address."),
  );
