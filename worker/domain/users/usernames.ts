import * as z from "zod/mini";
import { withoutHidden } from "../text/hidden.ts";
import { latin } from "../text/latin.ts";

/** The one form in which usernames are stored and looked up [A4], [A11]: nothing hidden, no spaces around it, every dash a hyphen, lower case. */
export function canonicalUsername(typed: string): string {
  return withoutHidden(typed)
    .normalize("NFKC")
    .replace(/\p{Pd}/gu, "-")
    .trim()
    .toLowerCase();
}

const allowed = /^[a-z0-9_.-]+$/;

/** A username as the schools write it [A4]; typed capitals and stray spaces are corrected. */
export const Username = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(200, "Use 40 characters or fewer.")),
    z.transform(canonicalUsername),
  ),
  z.string().check(({ value, issues }) => {
    const slip = slipIn(value);
    if (slip) issues.push({ code: "custom", message: slip, input: value });
  }),
);

/** What is wrong with a username in its one form, in words; null for nothing. */
export function slipIn(username: string): string | null {
  if (username.length < 3) return "Use at least 3 characters.";
  if (username.length > 40) return "Use 40 characters or fewer.";
  return allowed.test(username) ? null : "Use letters, digits, and _ . - only.";
}

/**
 * The username to propose for somebody [A4]: `postcode_surname`, then `postcode_surname2` and so on.
 * `attempt` counts from 1. Null when the surname has no letter or digit to make one of.
 */
export function suggestUsername(postcode: string, familyName: string, attempt = 1): string | null {
  const surname = plain(familyName);
  if (!surname) return null;
  const ending = attempt === 1 ? "" : String(attempt);
  const stem = `${plain(postcode)}_${surname}`.slice(0, 40 - ending.length);
  return stem + ending;
}

/** What to try where `taken` is taken: the same with the next number. `attempt` counts from 1. */
export function nextUsername(taken: string, attempt: number): string {
  const [, stem = taken, digits] = /^(.*?)(\d{0,4})$/.exec(taken) ?? [];
  const ending = String((digits ? Number(digits) : 1) + attempt);
  return stem.slice(0, 40 - ending.length) + ending;
}

/**
 * The username to propose for somebody whose names these are, in the order in which they are tried: many scripts have no letters
 * in common with a username. `postcode_staff` where none of them has.
 */
export function proposedUsername(postcode: string, names: readonly string[]): string {
  const name = names.find((name) => plain(name)) ?? "staff";
  return suggestUsername(postcode, name) ?? "";
}

function plain(text: string): string {
  return latin(text).replace(/[^a-z0-9]/g, "");
}
