// What Unicode's confusables have for the characters of which addresses are made (UTS 39), as far as they are no letters.
const dots = "\u2024\u2027\uff0e\ufe52\u3002\uff61\u06d4\u0701\u0702\ua60e\ua4f8\u{10a50}\u{1d16d}";
const ats = "\uff20\ufe6b";
const slashes = "\u2044\u2215\u2571\u29f8\uff0f\u2041\u1735\u31d3\u3033\u2afb\u2afd";
const backslashes = "\uff3c\ufe68\u29f5\u2216\u29f9\u2572\u{1d20f}";
const colons =
  "\uff1a\ufe55\ufe13\u2236\ua789\u02d0\u02f8\u0589\u05c3\u0703\u0704\u16ec\u1803\u1809\ua4fd\u205a\ufe30";

const plain = new Map(
  Object.entries({ ".": dots, "@": ats, "/": slashes, "\\": backslashes, ":": colons }).flatMap(
    ([sign, others]) => [...others].map((other) => [other, sign] as const),
  ),
);

/** The text with what only looks like `.`, `@`, `/`, `\` or `:` as that very sign, and numbered full stops (`⒈`) spelt out. */
export function withoutLookalikes(text: string): string {
  return text
    .replace(/[\u2488-\u249b]/g, (sign) => sign.normalize("NFKC"))
    .replace(/[^\p{ASCII}]/gu, (sign) => plain.get(sign) ?? sign);
}
