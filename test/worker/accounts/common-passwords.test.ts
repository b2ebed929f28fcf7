import { describe, expect, it } from "vitest";
import { normalisePassword, passwordSlip } from "#domain/accounts/passwords";
import { commonPasswords, isCommonPassword } from "#worker/accounts/common-passwords";

const entries = commonPasswords().split("\n").slice(1, -1);

describe("the list of leaked passwords [A10]", () => {
  it.each([
    "password1",
    "Password123",
    "qwerty123",
    "liverpool1",
    "ARSENAL1",
    "12345678",
    "1q2w3e4r",
    "welcome1",
    "abcd1234",
    "princess1",
  ])("refuses %s", (password) => {
    expect(isCommonPassword(password)).toBe(true);
  });

  it("holds its first and its last entry", () => {
    expect(isCommonPassword(entries.at(0) ?? "")).toBe(true);
    expect(isCommonPassword(entries.at(-1) ?? "")).toBe(true);
  });

  it("allows what nobody else has chosen", () => {
    for (let i = 0; i < 1000; i++) expect(isCommonPassword(crypto.randomUUID())).toBe(false);
    expect(isCommonPassword("correct horse 7 battery")).toBe(false);
  });

  it("compares whole passwords, not parts of the list", () => {
    expect(isCommonPassword("iverpool1")).toBe(false);
    expect(isCommonPassword("password1\npassword12")).toBe(false);
    expect(isCommonPassword("")).toBe(false);
  });

  it("holds tens of thousands, each once, in lower case, and each would pass every other rule", () => {
    expect(entries.length).toBeGreaterThan(20_000);
    expect(new Set(entries).size).toBe(entries.length);
    for (const entry of entries) {
      expect(
        passwordSlip(entry, "", () => false),
        entry,
      ).toBeNull();
      expect(normalisePassword(entry).toLowerCase()).toBe(entry);
    }
  });
});
