const letters = "abcdefghjkmnpqrstuvwxyz";
const digits = "23456789";

/**
 * A password to be read out or written on a card [A2] [A9]: no letter or digit in it looks like another. 66 bits.
 * `below` draws a random whole number from 0 up to, but not including, its argument, each equally likely.
 */
export function oneTimePassword(below: (most: number) => number): string {
  const group = (from: string) =>
    Array.from({ length: 4 }, () => from[below(from.length)]).join("");
  return [group(letters), group(digits), group(letters), group(letters)].join("-");
}

const made = new RegExp(`^([${letters}]{4})([${digits}]{4})([${letters}]{4})([${letters}]{4})$`);

/** A one-time password as it was made, however it was typed from its slip [A18]: capitals, spaces, missing hyphens. Null for any other. */
export function asHandedOver(typed: string): string | null {
  const groups = made.exec(typed.toLowerCase().replace(/[\s-]/g, ""));
  return groups ? groups.slice(1).join("-") : null;
}
