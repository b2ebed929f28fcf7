import { expect, test } from "vitest";
import { checkLetter, isTemporary, isUpn, Upn } from "#domain/pupils/upn";
import { readYearGroup } from "#domain/pupils/years";

// A123456789012 and B801200005001 are numbers in public use as examples; the others follow from the published rule.
test("[S6] a UPN has the check letter that the published rule gives it", () => {
  // 1·2 + 2·3 + 3·4 + 4·5 + 5·6 + 6·7 + 7·8 + 8·9 + 9·10 + 0 + 1·12 + 2·13 = 368 = 16 · 23, so A.
  expect(checkLetter("123456789012")).toBe("A");
  // 8·2 + 1·4 + 2·5 + 5·10 + 1·13 = 93 = 4 · 23 + 1, so B.
  expect(checkLetter("801200005001")).toBe("B");
  for (const upn of ["A123456789012", "B801200005001"]) expect(isUpn(upn), upn).toBe(true);
  for (const upn of ["B123456789012", "A801200005001", "A123456789021"])
    expect(isUpn(upn), upn).toBe(false);
});

test("[S6] each remainder from 0 to 22 has its letter, and I, O and S are none", () => {
  const seen = new Set(
    Array.from({ length: 200 }, (_, i) => checkLetter(String(i).padStart(12, "0"))),
  );
  expect([...seen].sort().join("")).toBe("ABCDEFGHJKLMNPQRTUVWXYZ");
});

test("[S6] a temporary UPN has a letter in the last place, which counts by its value", () => {
  // 8·2 + 1·4 + 2·5 + 5·10 = 80; A counts 0, B 1·13.
  const [a, b] = [
    `${checkLetter("80120000500A")}80120000500A`,
    `${checkLetter("80120000500B")}80120000500B`,
  ];
  expect([a[0], b[0]]).toEqual(["M", "B"]);
  for (const upn of [a, b]) expect([isUpn(upn), isTemporary(upn)]).toEqual([true, true]);
  expect(isTemporary("A123456789012")).toBe(false);
  for (const upn of ["M80120000500I", "M8012000050AA", "M80120000500O"])
    expect(isUpn(upn)).toBe(false);
});

test("[S6] one digit wrong, or two neighbours changed over, never passes", () => {
  const upn = "B801200005001";
  for (let i = 1; i < 13; i++) {
    for (const digit of "0123456789") {
      const wrong = upn.slice(0, i) + digit + upn.slice(i + 1);
      expect(isUpn(wrong), wrong).toBe(wrong === upn);
    }
    if (i < 2 || upn[i] === upn[i - 1]) continue;
    const turned = `${upn.slice(0, i - 1)}${upn[i]}${upn[i - 1]}${upn.slice(i + 1)}`;
    expect(isUpn(turned), turned).toBe(false);
  }
});

test("[S6] a UPN is read as people paste it, and a refusal says what is wrong", () => {
  expect(Upn.parse(" a 1234-5678 9012 ")).toBe("A123456789012");
  expect(Upn.parse("  ")).toBe("");
  const said = (typed: string) => Upn.safeParse(typed).error?.issues[0]?.message;
  expect(said("A12345678901")).toBe("A UPN has 13 characters; this has 12.");
  expect(said("B123456789012")).toMatch(/check letter/);
  expect(said("I123456789012")).toMatch(/a letter and 12 digits/);
});

test("[S6] year groups are called one thing, however they are written", () => {
  for (const typed of ["7", "07", "Y7", "yr 7", "Year 07", " year 7 "])
    expect(readYearGroup(typed), typed).toBe("Year 7");
  for (const typed of ["R", "Year R", "0", "reception"])
    expect(readYearGroup(typed), typed).toBe("Reception");
  expect([readYearGroup("n2"), readYearGroup("Sixth form")]).toEqual(["Nursery", "Sixth form"]);
});
