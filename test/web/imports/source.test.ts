import { describe, expect, it } from "vitest";
import { noTally, type PublicImport } from "#domain/imports";
import type { PublicSource } from "#domain/imports/source";
import { visitsOf } from "../../../web/imports/source/words.ts";
import { at, noon } from "../rows.ts";

const source = (but: Partial<PublicSource> = {}): PublicSource => ({
  version: "1.2",
  baseUrl: "https://mis.example.org",
  tokenUrl: "https://mis.example.org/token",
  school: null,
  nextAt: "2026-11-25T03:12:00.000Z",
  lastAt: at(-9),
  trouble: null,
  ...but,
});
const brought = (but: Partial<PublicImport> = {}) => {
  const counts = { ...noTally(), joiner: { ...noTally().joiner, open: 3, applied: 1 } };
  return { source: "pull", at: at(-9), counts, ...but } as PublicImport;
};
const said = (known: PublicSource, made?: PublicImport) =>
  visitsOf(known, made, noon, "Europe/London");

describe("[S5] the nights in which the MIS is asked, in words", () => {
  it("says when it was asked last, and what it brought as far as that is known", () => {
    const next = "next at 03:12 on 25 Nov 2026";
    expect(said(source(), brought())).toBe(`Asked 03:00 today: 4 differences · ${next}`);
    expect(said(source(), brought({ at: at(-33) }))).toBe(
      `Asked 03:00 today: nothing new · ${next}`,
    );
    expect(said(source())).toBe(`Asked 03:00 today: nothing new · ${next}`);
    // Somebody has uploaded a file since.
    expect(said(source(), brought({ source: "file", at: at(-1) }))).toBe(
      `Asked 03:00 today · ${next}`,
    );
  });

  it("says when it is asked first, and when again after trouble", () => {
    expect(said(source({ lastAt: null }))).toBe("First asked at 03:12 on 25 Nov 2026");
    expect(said(source({ trouble: "The server is busy." }))).toBe(
      "Tried again at 03:12 on 25 Nov 2026",
    );
  });
});
