import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oneTimePassword } from "#domain/accounts/one-time";
import { normalisePassword } from "#domain/accounts/passwords";
import { PersonName } from "#domain/names";
import { advertInPerson } from "#domain/text/adverts";
import {
  canonicalUsername,
  proposedUsername,
  suggestUsername,
  Username,
} from "#domain/users/usernames";

/** Somebody's surname in each of forty languages, and the username that goes with it. */
const surnames: Record<string, [string, string]> = {
  Albanian: ["Hoxha-Çela", "hoxhacela"],
  Amharic: ["ተስፋዬ", "staff"],
  Arabic: ["الحسيني", "staff"],
  Armenian: ["Պետրոսյան", "staff"],
  Azerbaijani: ["Məmmədov", "memmedov"],
  Basque: ["Etxeberria", "etxeberria"],
  Bengali: ["চট্টোপাধ্যায়", "staff"],
  Bosnian: ["Hadžić", "hadzic"],
  Bulgarian: ["Стоянов", "stoyanov"],
  Catalan: ["Puig i Casañas", "puigicasanas"],
  Chinese: ["李", "staff"],
  Croatian: ["Đorđević", "dordevic"],
  Czech: ["Dvořák", "dvorak"],
  Danish: ["Sørensen", "sorensen"],
  Dutch: ["van ’t Hoff", "vanthoff"],
  Estonian: ["Põder", "poder"],
  Finnish: ["Hämäläinen", "hamalainen"],
  French: ["L’Œuvre", "loeuvre"],
  Georgian: ["ბერიძე", "staff"],
  German: ["Weißmüller", "weissmuller"],
  Greek: ["Παπαδόπουλος", "papadopoylos"],
  Gujarati: ["પટેલ", "staff"],
  Hausa: ["Ɗanƙoli", "dankoli"],
  Hawaiian: ["Kealiʻikanakaʻole", "kealiikanakaole"],
  Hebrew: ["כהן", "staff"],
  Hindi: ["शर्मा", "staff"],
  Hungarian: ["Szőke", "szoke"],
  Icelandic: ["Þórðarson", "thordarson"],
  Irish: ["Ó Súilleabháin", "osuilleabhain"],
  Japanese: ["辻\u{e0100}村", "staff"],
  Korean: ["김", "staff"],
  Lithuanian: ["Žukauskienė", "zukauskiene"],
  Maltese: ["Għawdxija", "ghawdxija"],
  Norwegian: ["Åsnes", "asnes"],
  Polish: ["Łukaszewicz", "lukaszewicz"],
  Portuguese: ["Conceição", "conceicao"],
  Romanian: ["Țurcanu", "turcanu"],
  Russian: ["Щербаков", "shcherbakov"],
  Turkish: ["Işıklı", "isikli"],
  Ukrainian: ["Їжакевич", "izhakevich"],
  Vietnamese: ["Đặng", "dang"],
  Welsh: ["Llŷr-ap-Siôn", "llyrapsion"],
  Yoruba: ["Ọ̀ṣúnlékè", "osunleke"],
};

describe("names and usernames of forty languages", () => {
  it("propose a username for everybody, in letters that their keyboard has", () => {
    for (const [language, [surname, ending]] of Object.entries(surnames)) {
      const proposed = proposedUsername("NG7 5PN", [surname]);
      expect(proposed, language).toBe(`ng75pn_${ending}`);
      expect(Username.parse(proposed), language).toBe(proposed);
    }
    expect(proposedUsername("NG7 5PN", ["李", "Bruce"])).toBe("ng75pn_bruce");
    expect(suggestUsername("NG7 5PN", "李")).toBeNull();
  });

  it("are kept as people write them, in a form's every field", () => {
    for (const [language, [familyName]] of Object.entries(surnames)) {
      const read = PersonName.parse({ givenName: ` ${familyName} `, familyName });
      expect(read.familyName.normalize("NFD"), language).toBe(
        familyName.normalize("NFD").replace("\u{e0100}", ""),
      );
      expect(read.givenName).toBe(read.familyName);
    }
  });

  it("propose something valid for whatever a person is called", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { maxLength: 3 }), (names) => {
        const proposed = proposedUsername("NG7 5PN", names);
        expect(Username.parse(proposed)).toBe(proposed);
      }),
    );
  });
});

describe("characters nobody can see or tell apart", () => {
  const hidden = [
    "\u200b",
    "\u2060",
    "\u00ad",
    "\u202a",
    "\u202e",
    "\u2066",
    "\ufeff",
    "\u{e0001}",
  ];

  it("are in no name, username or password, wherever they were pasted", () => {
    for (const one of hidden) {
      const dressed = (text: string) => `${one}${text.slice(0, 2)}${one}${text.slice(2)}${one}`;
      const name = { givenName: dressed("Zoë"), familyName: dressed("O’Neill") };
      expect(PersonName.parse(name)).toEqual({ givenName: "Zoë", familyName: "O’Neill" });
      expect(Username.parse(dressed("ng75pn_smith"))).toBe("ng75pn_smith");
      expect(canonicalUsername(dressed(" NG75PN_Smith "))).toBe("ng75pn_smith");
      expect(normalisePassword(dressed("correct horse 7"))).toBe("correct horse 7");
      expect(PersonName.safeParse({ givenName: one, familyName: one }).success).toBe(false);
    }
  });

  it("stay where a script cannot be written without them", () => {
    expect(PersonName.parse({ givenName: "علی\u200cرضا", familyName: "A\u200cB\u200d" })).toEqual({
      givenName: "علی\u200cرضا",
      familyName: "AB",
    });
  });

  it("are written one way in a password: dashes and quotes that a phone turned about", () => {
    expect(normalisePassword("Maple–tree’s 7")).toBe("Maple-tree's 7");
    expect(canonicalUsername("ng75pn_smith–jones")).toBe("ng75pn_smith-jones");
  });

  it("do not keep anybody from typing a password that was handed over [A18]", () => {
    const made = oneTimePassword((most) => most - 1);
    expect(made).toBe("zzzz-9999-zzzz-zzzz");
    for (const typed of [
      made.toUpperCase(),
      ` ${made} `,
      made.replaceAll("-", "–"),
      made.replaceAll("-", " "),
      made.replaceAll("-", ""),
      made.replaceAll("-", " - "),
    ])
      expect(normalisePassword(typed), typed).toBe(made);
    expect(normalisePassword("Zzzz-1999-zzzz-zzzz")).toBe("Zzzz-1999-zzzz-zzzz");
  });
});

describe("what stands in a name but is none", () => {
  it("is refused where an address or an offer would stand in mail to strangers, however it is dressed", () => {
    for (const dressed of [
      "http://evil.example",
      "evil.example",
      "Evil.com",
      "evil․com",
      "Go to evil.ly now",
      "www.evil",
      "Ann http: //x",
      "bit.ly/3x",
      "10.0.0.1",
      "ann@evil.example",
      "Call 07700 900123",
      "£500",
      "Free gift card",
    ]) {
      const refusal = advertInPerson(dressed);
      expect(refusal, dressed).toMatch(/^(Leave out|This reads)/);
      const read = PersonName.safeParse({ givenName: dressed, familyName: "Lowe" });
      expect(read.error?.issues[0]?.message, dressed).toBe(refusal);
    }
  });

  it("is nothing of what people are really called", () => {
    for (const name of [
      ...Object.values(surnames).map(([surname]) => surname),
      "O'Brien",
      "van der Berg",
      "Smith-Jones",
      "St. John",
      "St.John",
      "st.john",
      "Nguyễn",
      "Mary Ann",
      "J.R.",
      "J.R.R.",
      "J.Page",
      "K.Su",
      "Md.Rahman",
      "Mohd. Ali",
      "Jan.de Vries",
      "Mary.Ann",
      "Ma. Theresa",
      "Aung.Win",
      "U Won",
      "Casino",
      "Gift",
      "Smith/Jones",
      "Ph.D.",
      "Esq.",
      "Henry 3rd",
      "D’Arcy (Jo)",
    ])
      expect(advertInPerson(name), name).toBeNull();
  });
});
