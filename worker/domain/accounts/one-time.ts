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
