import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SchoolName } from "#domain/schools";
import { spoken, spokenUsername, subjectOf, subjectWith } from "#worker/mail/writing/plain";

/** Whatever any mail program might make a link of, and then some. */
const linkable = new RegExp(
  [
    String.raw`\w+:\/\/`,
    String.raw`www\.\S`,
    String.raw`[\p{L}\p{N}]@|@[\p{L}\p{N}]`,
    String.raw`[^\s.]\.(?:\p{L}\p{M}*){2}`,
    String.raw`\d+\.\d+\.\d+`,
    String.raw`(?:mailto|tel|sms|callto|data|javascript):\S`,
    String.raw`\\\\`,
    String.raw`[\da-f]{0,4}:[\da-f]{0,4}:`,
    String.raw`(?:\p{Nd}[\s().\-/]*){7}`,
    String.raw`[\p{Cc}\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\u2060\ufeff]`,
  ].join("|"),
  "iu",
);

const bits = fc.constantFrom(
  ..."evil com . ． 。 ｡ ․ ﹒ ꓸ @ ＠ / ／ ⁄ : ： ∶ \\ www http https mailto tel 1 27 0115 ４９６ ٣٤٥ - ( ) + ️ \u200b \u200d \u202e \u2028 \u00ad é e\u0301 李 ا ह \n xn-- zip ⒈ …".split(
    " ",
  ),
  " ",
);
const nasty = fc.oneof(
  fc.array(bits, { maxLength: 40 }).map((all) => all.join("")),
  fc.string({ unit: "binary", maxLength: 160 }),
  fc.string({ unit: "grapheme", maxLength: 160 }),
  fc.webUrl(),
  fc.emailAddress(),
  fc.ipV4(),
  fc.ipV6(),
  fc.domain(),
);

const ordinary = [
  "O'Hara",
  "Nuñez",
  "St. Mary's C.E. Primary",
  "St Mary's R.C. Primary",
  "Ysgol Bro Dinefwr",
  "Mr. J. Smith",
  "Zoë Brontë-Łukasz",
  "Nguyễn Thị Minh Khai",
  "Αθηνά Παπαδοπούλου",
  "Ольга Сергеевна",
  "محمد بن علی",
  "علی‌رضا",
  "क्षत्रिय विद्यालय",
  "東京第一小学校",
  "김민준",
  "Ó Súilleabháin",
  "Col·legi Sant Jordi",
  "The Co-operative Academy 2.0",
  "Primary School No. 118",
  "King's (The Cathedral) School & Sixth Form",
  "Gaelscoil Uí Dhochartaigh / Fernhill",
  "1st Newtown: North Site",
  "D’Arcy van der Meer Jr.",
];

describe("names in mail", () => {
  it("are left as they are where they are names, in any language", () => {
    for (const name of ordinary) expect(spoken(name)).toBe(name);
  });

  it("never are, nor make of a subject, what a mail program turns into a link; a subject has 120 characters at most", () => {
    fc.assert(
      fc.property(nasty, nasty, (one, other) => {
        const [person, school] = [spoken(one, "Somebody"), spoken(other, "your school")];
        for (const name of [person, school]) expect(name).not.toMatch(linkable);
        const first = subjectOf`${person} invited you to ${school} on Staffroom`;
        for (const subject of [first, subjectWith(first, " (new link, 14:06)")]) {
          expect(subject).not.toMatch(linkable);
          expect(subject.length).toBeLessThanOrEqual(120);
          expect(subject.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["evil․com", "evil. com"],
    ["evil。example now", "evil. example now"],
    ["pay at 192.168.1.20", "pay at (number)"],
    ["Call 0800 496 0123 today", "Call (number) today"],
    ["joy＠evil.zip", "joy at evil. zip"],
    ["https://evil.example/accept", "https evil. example/accept"],
    ["\u202eevil\u200b.com", "evil. com"],
  ])("%j is said as %j", (name, said) => {
    expect(spoken(name)).toBe(said);
  });

  it("keep a username as it is typed, unless it would be a link", () => {
    for (const name of ["ng75pn_smith", "ng75pn_james.1", "jo.smith"])
      expect(spokenUsername(name)).toBe(name);
    expect(spokenUsername("evil.com")).toBe("evil. com");
  });

  it("leave a long school's name room when both are long", () => {
    const subject = subjectOf`${spoken("Joy")} invited you to ${spoken("x".repeat(80))} on Staffroom`;
    expect(subject).toBe(`Joy invited you to ${"x".repeat(80)} on Staffroom`);
    const long = subjectOf`${spoken("y".repeat(160))} invited you to ${spoken("x".repeat(80))} on Staffroom`;
    expect(long).toHaveLength(120);
    const later = subjectWith(long, " (new link, 14:06)");
    expect(later).toHaveLength(120);
    expect(later).toMatch(/^y+… invited you to x+….* \(new link, 14:06\)$/);
  });
});

describe("what looks like an address or an offer", () => {
  it("is refused as a school's name, with a sentence that says what to leave out", () => {
    const refused: [string, RegExp][] = [
      ["Visit evil․com", /web addresses/],
      ["Academy evil.ninja", /web addresses/],
      ["see 10.0.0.1", /web addresses/],
      ["joy@evil.example", /e-mail addresses/],
      ["joy ＠ evil.example", /e-mail addresses/],
      ["Call 0115 496 0000", /phone numbers/],
      ["Call ０１１５ ４９６ ００００", /phone numbers/],
      ["You won £500", /offer/],
      ["Get a free iPhone", /offer/],
      ["Click here now", /offer/],
    ];
    for (const [name, says] of refused) {
      const { error } = SchoolName.safeParse(name);
      expect(error?.issues[0]?.message, name).toMatch(says);
    }
  });

  it("is not found in any ordinary name", () => {
    for (const name of [
      ...ordinary,
      "St.Mary's Primary",
      "St. Peter's C.E. Academy",
      "Michaela Free School",
      "The Academy @ Worden",
    ])
      expect(SchoolName.safeParse(name).success, name).toBe(true);
  });
});
