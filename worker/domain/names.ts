import * as z from "zod/mini";
import { advertInPerson } from "./text/adverts.ts";
import { tidyLine } from "./text/hidden.ts";

/** A line of text somebody typed: nothing hidden in it, spaces folded, `least` to `most` characters. */
export function line(most: number, least = 0, missing = "Fill this in.") {
  return z.string().check(
    // Before anything else looks at it: a body may be a megabyte.
    z.maxLength(most * 4, { error: `Use ${most} characters or fewer.`, abort: true }),
    z.overwrite(tidyLine),
    z.refine(
      (text) => [...text].length >= least && (least === 0 || /[\p{L}\p{N}]/u.test(text)),
      missing,
    ),
    z.refine((text) => [...text].length <= most, `Use ${most} characters or fewer.`),
  );
}

export const titles = ["Mr", "Mrs", "Ms", "Miss", "Mx", "Dr"];

/** A part of what a person is called, and neither address nor offer: it stands in mail we send to strangers. */
export function partOfName(most: number, least = 0, missing?: string) {
  return line(most, least, missing).check(
    z.refine((name) => advertInPerson(name) === null, {
      error: ({ input }) => advertInPerson(String(input)) ?? "",
    }),
  );
}

/** How a person is called [A3]. */
export const PersonName = z.strictObject({
  title: z.optional(partOfName(20)),
  givenName: partOfName(80, 1, "Tell us your first name."),
  middleName: z.optional(partOfName(80)),
  familyName: partOfName(80, 1, "Tell us your surname."),
});
export type PersonName = z.infer<typeof PersonName>;

/**
 * Telephone numbers are written in many ways, two of them in one field among them: `(0115) 496 0000 ext. 12 or
 * 07700 900123`. Anything with enough digits and nothing but what people write between them will do.
 */
export const Phone = line(60).check(
  z.refine((text) => text === "" || isPhone(text), "This does not look like a phone number."),
);

function isPhone(text: string): boolean {
  const hasOnly = /^[+(\d](?:[\d\s().,;:/&#+\p{Pd}\u2212]|or|and|x|extn?|extension)*$/iu;
  return hasOnly.test(text) && text.replace(/\D/g, "").length >= 5;
}

export function fullName(person: { givenName: string; familyName: string }): string {
  return `${person.givenName} ${person.familyName}`.trim();
}

/** Somebody by their row, for a sentence; null for nobody. */
export function person(
  account: { id: string; givenName: string; familyName: string } | null,
): Person | null {
  return account && { id: account.id, name: fullName(account) };
}

/** Somebody in a sentence: an id to compare and a name to show. */
export const Person = z.object({ id: z.string(), name: z.string() });
export type Person = z.infer<typeof Person>;
