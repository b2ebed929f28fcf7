import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  canonicalEmail,
  deliverableEmail,
  Email,
  emailSlip,
  isEmail,
  readEmail,
  suggestedEmail,
} from "#domain/emails";
import { asciiDomain } from "#domain/emails/domain";

const joy = "Joy.Okafor@Oakfield.example";

describe("[I16] one reader of addresses", () => {
  it("takes the dressing off Joy's, whatever she was pasted in", () => {
    for (const pasted of [
      ` ${joy}\n`,
      `Joy Okafor <${joy}>`,
      `"Okafor, Joy (Science)" <${joy}>;`,
      `${joy} <${joy}>`,
      `'${joy}' <${joy}>,`,
      `<${joy}>`,
      `mailto:${joy}`,
      `MAILTO:${joy}?subject=Your%20account`,
      `<mailto:${joy}>`,
      `SMTP:${joy}`,
      `E-mail: ${joy}`,
      `${joy};`,
      `${joy}>`,
      `${joy}.`,
      `(${joy})`,
      `${joy} (Joy Okafor)`,
      `“${joy}”`,
      `'${joy}'`,
      `\u202a${joy}\u202c`,
      "Joy.\u200bOka\u00adfor\u2060@Oakfield\ufeff.example",
      "Joy.Okafor＠Oakfield．example。",
    ])
      expect(readEmail(pasted), pasted).toBe(joy);
    expect(Email.parse(`Joy <${joy}>;`)).toBe(joy);
    expect(readEmail("mailto:o%27neil@oakfield.example")).toBe("o'neil@oakfield.example");
  });

  it("does not choose among two, nor make one of something else", () => {
    for (const pasted of [
      `${joy}; tom@oakfield.example`,
      `Joy <${joy}>, Tom <tom@oakfield.example>`,
      `tom@oakfield.example <${joy}>`,
      `${joy} (not tom@oakfield.example)`,
      "joy okafor@oakfield.example",
      `joy@${joy}`,
      "joy@oakfield",
      '"joy okafor"@oakfield.example',
      "@oakfield.example",
      "joy@oakfield.example\nBcc: tom@oakfield.example",
      "",
      "@",
      "<>",
    ])
      expect(isEmail(pasted), pasted).toBe(false);
  });

  it("finds, whatever is around it, the mailbox that is inside and never another", () => {
    fc.assert(
      fc.property(address, fc.array(dressing, { maxLength: 4 }), (inside, dressings) => {
        const pasted = dressings.reduce((text, dress) => dress(text), inside);
        expect(readEmail(pasted)).toBe(inside);
        expect(isEmail(pasted)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("invents nothing, is done in one go, and takes any text", () => {
    const anything = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: fc.constantFrom(..."aB.@<>()'\"’;: -\u200b\u200dé。x") }),
      fc.tuple(address, fc.string({ unit: "grapheme" })).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const read = readEmail(text);
        expect(readEmail(read)).toBe(read);
        expect(canonicalEmail(canonicalEmail(text))).toBe(canonicalEmail(text));
        expect(isEmail(canonicalEmail(text))).toBe(isEmail(text));
        if (!isEmail(text)) return;
        expect(decoded(text.normalize("NFKC"))).toContain(read.split("@")[0]);
        expect(canonicalEmail(text)).toMatch(/^[!-~]+$/);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("[I16] one mailbox has one canonical form", () => {
  it("whichever way the letters of its domain are spelt", () => {
    const spellings = [
      "Joy@Bücher.example",
      "joy@BU\u0308CHER.example",
      "joy@xn--bcher-kva.example",
      "JOY@XN--BCHER-KVA.EXAMPLE",
      "joy@bücher。example",
    ];
    for (const spelling of spellings)
      expect(canonicalEmail(spelling), spelling).toBe("joy@xn--bcher-kva.example");
    expect(deliverableEmail("Joy@Bücher.example")).toBe("Joy@xn--bcher-kva.example");
    expect(deliverableEmail(joy)).toBe(joy);
  });

  it("keeps apart what DNS keeps apart", () => {
    expect(asciiDomain("straße.example")).toBe("xn--strae-oqa.example");
    expect(asciiDomain("strasse.example")).toBe("strasse.example");
    // In Persian a joiner makes another word, and another domain.
    expect(asciiDomain("نامه\u200cای.example")).not.toBe(asciiDomain("نامهای.example"));
    expect(readEmail("a@نامه\u200cای.example")).toBe("a@نامه\u200cای.example");
  });

  it("is made of domains alone", () => {
    for (const junk of [
      "",
      "example",
      "a..example",
      ".example",
      "-a.example",
      "a-.example",
      "xn--.example",
      "1.2.3.4",
      "0x7f.1",
      "a.1",
      "a.example:80",
      "a.example/b",
      "tom@a.example",
      "%61.example",
      "a_b.example",
      "☃.example",
      "[::1]",
      `${"a".repeat(64)}.example`,
      `${"a.".repeat(130)}example`,
    ])
      expect(asciiDomain(junk), junk).toBeNull();
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const domain = asciiDomain(`${text}.example`);
        if (domain !== null) expect(asciiDomain(domain)).toBe(domain);
      }),
    );
  });
});

describe("[I16] what mail cannot reach", () => {
  it("is said before anything is sent, and a curly apostrophe is offered straight", () => {
    expect(suggestedEmail("Sean <o’neil@oakfield.example>")).toBe("o'neil@oakfield.example");
    expect(emailSlip("o’neil@oakfield.example")).toBe(
      "This has a curly apostrophe. Do you mean o'neil@oakfield.example?",
    );
    expect(emailSlip("jörg@schule.example")).toMatch(/cannot reach letters like “é”/);
    expect(suggestedEmail("joy @oakfield. example")).toBe("joy@oakfield.example");
    expect(suggestedEmail("joy okafor@oakfield.example")).toBeNull();
    expect(emailSlip("joy@schüle.example")).toBeNull();
    expect(emailSlip("joy")).toBe("This does not look like an e-mail address.");
    for (const fine of [joy, "jörg@schule.example", "joy", ""])
      expect(suggestedEmail(fine), fine).toBeNull();
    expect(Email.safeParse("o’neil@oakfield.example").error?.issues[0]?.message).toMatch(
      /o'neil@oakfield\.example/,
    );
  });
});

const atom = fc
  .stringMatching(/^[a-zA-Z0-9+_-][a-zA-Z0-9.!#$%&'*+/=?^_{|}~-]{0,30}$/)
  .filter((local) => !/\.\.|\.$/.test(local));
const domain = fc.constantFrom(
  "oakfield.example",
  "sub.oak-field.sch.uk",
  "Bücher.example",
  "xn--bcher-kva.example",
  "школа.рф",
);
const address = fc.tuple(atom, domain).map((parts) => parts.join("@"));

const name = fc.constantFrom("Joy", "Okafor, Joy", "Zoë (Mrs) O’Neill:", "李小龍", "");
const dressing: fc.Arbitrary<(text: string) => string> = fc.oneof(
  name.map((name) => (text: string) => (text.includes("<") ? text : `${name} <${text}>`)),
  fc.constantFrom<(text: string) => string>(
    (text) => `“${text}”`,
    (text) => `"${text}"`,
    (text) => `'${text}'`,
    (text) => `(${text})`,
    (text) => (text.includes("%") || text.includes("?") ? text : `mailto:${text}`),
    (text) => (text.includes("(") ? text : `${text} (Science)`),
    (text) => [...text].join("\u200b"),
    (text) => `\u202a${text}\u202c`,
    (text) => text.replace("@", "\u2060@\u00ad"),
    (text) => `  ${text}\t`,
  ),
  fc.constantFrom(...";.,\n").map((end) => (text: string) => text + end),
);

function decoded(text: string): string {
  const seen = text.replace(/[\p{Default_Ignorable_Code_Point}]/gu, "");
  try {
    return seen + decodeURIComponent(seen);
  } catch {
    return seen;
  }
}
