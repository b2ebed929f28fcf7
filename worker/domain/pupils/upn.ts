import * as z from "zod/mini";

// The Department for Education's rule ("Unique pupil numbers: a guide for schools and local authorities", its section on the
// format): a check letter, three digits for the local authority, four for the school, two for the year, three for the pupil;
// a temporary number has a letter in the last place.
const format = /^[A-HJ-NP-RT-Z]\d{11}[\dA-HJ-NP-RT-Z]$/;

/** Letters by their value 0 to 22: I, O and S are left out, since they look like digits. */
const letters = "ABCDEFGHJKLMNPQRTUVWXYZ";

/** A number as it is compared: capitals, nothing between. Empty where nothing was typed. */
export function tidyUpn(typed: string): string {
  return typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** The letter that the other twelve characters ask for: their values weighted 2 to 13, the sum modulo 23. */
export function checkLetter(rest: string): string {
  const sum = [...rest].reduce((all, character, i) => all + worth(character) * (i + 2), 0);
  return letters[sum % letters.length] ?? "";
}

/** Whether a tidy number is one, by its form and its check letter. */
export function isUpn(upn: string): boolean {
  return format.test(upn) && upn[0] === checkLetter(upn.slice(1));
}

/** Given by a school until the pupil's own is known; not for keeps. */
export function isTemporary(upn: string): boolean {
  return /\D$/.test(upn);
}

/** A unique pupil number as it is typed; empty for none. */
export const Upn = z.string().check(
  z.maxLength(40, { error: "A UPN has 13 characters.", abort: true }),
  z.overwrite(tidyUpn),
  z.refine((upn) => upn === "" || isUpn(upn), { error: ({ input }) => slip(String(input)) }),
);

function slip(upn: string): string {
  if (upn.length !== 13) return `A UPN has 13 characters; this has ${upn.length}.`;
  return format.test(upn)
    ? "The check letter does not fit the digits. Compare them with the UPN on the pupil’s record."
    : "A UPN is a letter and 12 digits, such as A123456789012.";
}

function worth(character: string): number {
  return /\d/.test(character) ? Number(character) : letters.indexOf(character);
}
