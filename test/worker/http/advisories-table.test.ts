import { expect, it } from "vitest";
import page from "../../../docs/security.md?raw";

const files = import.meta.glob<string>("../../**/*.test.ts", {
  query: "?raw",
  import: "default",
  eager: true,
});
const textOf = new Map(
  Object.entries(files).map(([file, text]) => [
    new URL(file, "https://tests/test/worker/http/").pathname.slice(1),
    text,
  ]),
);

/** The table's rows: advisory, what went wrong, test, file. */
const rows = page
  .split("\n")
  .map((line) => line.split("|").map((cell) => cell.trim()))
  .filter((cells) => /^test\/.*\.ts$/.test(cells[4] ?? ""));

it("every test that the table of advisories names is in its file", () => {
  expect(rows.length).toBeGreaterThan(0);
  for (const [, advisory, , title = "", file = ""] of rows) {
    const text = textOf.get(file);
    expect(text, `${advisory}: ${file}`).toBeDefined();
    const quoted = ['"', "`", "'"].map((quote) => quote + title + quote);
    expect(
      quoted.some((one) => text?.includes(one)),
      `${advisory}: ${title}`,
    ).toBe(true);
  }
});

it("every advisory that a test is named after stands in the table", () => {
  const named = [...textOf.values()].flatMap(
    (text) => text.match(/\b(?:CVE-\d{4}-\d+|GHSA(?:-\w{4}){3})\b/g) ?? [],
  );
  expect(named.length).toBeGreaterThan(0);
  for (const advisory of named) expect(page).toContain(advisory);
});
