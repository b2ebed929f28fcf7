import * as z from "zod/mini";
import { emailSlip, readEmail } from "../emails.ts";
import { Phone } from "../names.ts";
import { isUpn, tidyUpn } from "../pupils/upn.ts";
import { Username } from "../users/usernames.ts";
import { short } from "./csv/heading.ts";
import type { Oddities } from "./oddities.ts";
import type { At } from "./roster.ts";

/** Longer than this nobody's name is kept, in characters. */
const longestName = 80;

/** What stands in a row, and what is odd about it is noted. */
export interface Noting {
  at: At;
  oddities: Oddities;
}

/** A name as it is kept; one that is too long is cut. */
export function nameIn(text: string, noting: Noting): string {
  const letters = text.length > longestName ? [...text] : [];
  if (letters.length <= longestName) return text;
  noting.oddities.add("long", noting.at, `“${short(text)}” is too long for a name and was cut.`);
  return letters.slice(0, longestName).join("").trim();
}

/** An address that mail can reach, or null. */
export function emailIn(text: string, { at, oddities }: Noting): string | null {
  const email = readEmail(text);
  if (email === "") return null;
  if (emailSlip(email) === null) return email;
  oddities.add("email", at, `“${short(email)}” is not an e-mail address, so it was left out.`);
  return null;
}

/** A telephone number, or null. */
export function phoneIn(text: string, { at, oddities }: Noting): string | null {
  const phone = z.safeParse(Phone, text);
  if (phone.success) return phone.data || null;
  oddities.add("phone", at, `“${short(text)}” is not a phone number, so it was left out.`);
  return null;
}

/** A username of ours, or null: many of an MIS cannot be one. */
export function usernameIn(text: string): string | null {
  return z.safeParse(Username, text).data ?? null;
}

/** The first of these that is a unique pupil number. Those said to be one, and whatever looks like one and is not, are noted. */
export function upnIn(
  { said, perhaps }: { said: readonly string[]; perhaps: readonly string[] },
  { at, oddities }: Noting,
): string | null {
  const all = [...said, ...perhaps.filter((text) => /^[A-Z]\d{11}[\dA-Z]$/.test(tidyUpn(text)))];
  const upn = all.map(tidyUpn).find(isUpn);
  const wrong = all.find((text) => text !== "");
  if (upn === undefined && wrong !== undefined)
    oddities.add("upn", at, `“${short(wrong)}” is not a UPN, so it was left out.`);
  return upn ?? null;
}
