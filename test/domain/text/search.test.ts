import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { latin } from "#domain/text/latin";
import { searchText, seeking } from "#domain/text/search";

const finds = (query: string, ...shown: string[]) => seeking(query)(searchText(shown));

describe("[U9] search", () => {
  it("finds people whatever the accents, apostrophes and order of words", () => {
    for (const [query, shown] of [
      ["elodie", "Élodie Petit"],
      ["élodie", "Elodie Petit"],
      ["nunez", "María Núñez"],
      ["ohara", "Sinéad O’Hara"],
      ["o'hara sinead", "Sinéad O’Hara"],
      ["O’Hara", "Sinead O'Hara"],
      ["djordjevic", "Nikola Djordjević"],
      ["dordevic", "Nikola Đorđević"],
      ["Đorđević nikola", "Nikola Dordevic"],
      ["smith jones", "Ann Smith-Jones"],
      ["smith‑jones ann", "Ann Smith–Jones"],
      ["stromgard", "Bjørn Strømgård"],
      ["weiss", "Anna Weiß"],
      ["ivanov", "Пётр Иванов"],
      ["пётр", "Петр Иванов"],
      ["joy@oakfield.example", "Joy.OKAFOR@oakfield.example joy@oakfield.example"],
      ["ng75pn_brand", "ng75pn_brand2"],
      ["100%", "100% Attendance"],
    ] as const)
      expect(finds(query, shown), `${query} in ${shown}`).toBe(true);
  });

  it("finds nothing that is not there", () => {
    for (const [query, shown] of [
      ["rene lena", "René Dubois"],
      ["%", "René Dubois"],
      ["_", "René Dubois"],
      ["राम", "रमा"],
    ] as const)
      expect(finds(query, shown), `${query} in ${shown}`).toBe(false);
    // Words do not run on from one thing shown into the next.
    expect(finds("yjoy", "Joy", "joy@oakfield.example")).toBe(false);
  });

  it("finds a mailbox by either spelling of its domain, and as it is pasted", () => {
    for (const query of [
      "joy@bücher.example",
      "joy@xn--bcher-kva.example",
      "Joy Okafor <JOY@Bücher.example>;",
      "mailto:joy@bücher.example",
      "bucher",
      "bücher",
    ])
      expect(finds(query, "Joy Okafor", "joy@Bücher.example"), query).toBe(true);
    expect(finds("joy@bücher.example", "joy@xn--bcher-kva.example")).toBe(true);
  });

  it("finds whoever is called as one types, in any order, with any accents taken off or put on", () => {
    const word = fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        const shown = searchText([words.join(" ")]);
        expect(seeking(words.toReversed().join(" "))(shown)).toBe(true);
        expect(seeking(latin(words.join(" ")))(shown)).toBe(true);
        expect(seeking(words.join(" ").toLowerCase())(shown)).toBe(true);
        expect(seeking(words.map((text) => [...text].join("\u200b")).join(" "))(shown)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
