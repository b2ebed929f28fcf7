import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isEmail } from "#domain/emails";
import { readList } from "#domain/lists/read";
import { tidyLine, withoutHidden } from "#domain/text/hidden";

const joy = "j.okafor@oakfield.example";

/** What a list says, and all its marks, shaken: whatever people could paste. */
const anything = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."aB1.@<>()[]\"',;:|-\t\n \r") }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(joy, "t@oak", "@", "mailto:", "Okafor, Joy", "Email", "Name", "Teacher"),
        fc.constantFrom(
          "sep=;",
          "\n",
          "\t",
          ",",
          ";",
          "|",
          " ",
          "<",
          ">",
          '"',
          "(",
          ")",
          "\ufeff",
          "\u2800",
          "\u200d",
        ),
        fc.string({ unit: "grapheme", maxLength: 5 }),
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join("")),
  fc
    .array(
      fc.array(fc.constantFrom(joy, "t@oak", "a@b.example;c@d.example", "Joy", "", '"'), {
        minLength: 2,
        maxLength: 6,
      }),
    )
    .map((rows) => ["Name,E-mail,Home e-mail", ...rows.map((cells) => cells.join(","))].join("\n")),
);

/** Text as far as this is about it: nothing hidden, no spelling of letters, no white space. */
const squeezed = (text: string) =>
  withoutHidden(tidyLine(text.normalize("NFKC")))
    .replace(/\s+/g, "")
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFKC");

const name = fc.constantFrom("Joy Okafor", "Zoë O’Neill", "Ludwig van der Berg", "Mary Ann Ray");
const mailbox = fc
  .stringMatching(/^[a-z][a-z0-9_.+'-]{0,12}[a-z0-9]$/)
  .filter((local) => !/\.\./.test(local));
const person = fc.tuple(name, mailbox).map(([name, local]) => ({
  name,
  surnameFirst: name.replace(/^(.*?) ((?:van der )?\S+)$/, "$2, $1"),
  email: `${local}@oakfield.example`,
}));
const people = fc.uniqueArray(person, {
  selector: ({ email }) => email,
  minLength: 1,
  maxLength: 12,
});
type People = { name: string; surnameFirst: string; email: string }[];

/** One list as each program writes it. */
const shapes: Record<string, (people: People) => string> = {
  outlook: (all) => all.map((one) => `${one.surnameFirst} <${one.email}>`).join("; "),
  gmail: (all) => all.map((one) => `"${one.surnameFirst}" <${one.email}>`).join(", "),
  "a line each": (all) => all.map((one) => one.email).join("\r\n"),
  bullets: (all) => all.map((one, i) => `${i + 1}. ${one.name} <${one.email}>`).join("\n"),
  tabs: (all) => ["Name\tE-mail", ...all.map((one) => `${one.name}\t${one.email}`)].join("\n"),
  csv: (all) =>
    ["E-mail,Name", ...all.map((one) => `"${one.email}","${one.surnameFirst}"`)].join("\r\n"),
  semicolons: (all) => all.map((one) => `${one.name};${one.email};Teacher`).join("\n"),
};

describe("[I12] a list of addresses", () => {
  it("drops none of them silently: each word with an @ stands in some line", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const shown = readList(text).lines.map((line) => squeezed(`${line.text}\n${line.email}`));
        for (const word of text.split(/[\s<>,;"|\p{Cc}]+/u).filter((part) => part.includes("@")))
          expect(
            shown.some((line) => line.includes(squeezed(word))),
            word,
          ).toBe(true);
      }),
      { numRuns: 500, examples: [["@>)@a"], [`\u2800${joy}`]] },
    );
  });

  it("makes none up: each that mail could reach was in the text, whole", () => {
    fc.assert(
      fc.property(
        anything.filter((text) => !text.includes("%")),
        (text) => {
          for (const { email } of readList(text).lines.filter((line) => isEmail(line.email)))
            expect(squeezed(text)).toContain(squeezed(email));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("is read the same from whatever program, with every address, name and line", () => {
    fc.assert(
      fc.property(people, fc.constantFrom(...Object.keys(shapes)), (all, shape) => {
        const { lines } = readList(shapes[shape]?.(all) ?? "");
        expect(lines.map(({ email }) => email)).toEqual(all.map(({ email }) => email));
        if (shape === "a line each") return;
        expect(lines.map((line) => `${line.givenName} ${line.familyName}`)).toEqual(
          all.map(({ name }) => name),
        );
      }),
      { numRuns: 500 },
    );
  });

  it("has line numbers that rise, and lines that say something", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { lines } = readList(text);
        for (const [i, { line, text }] of lines.entries()) {
          expect(line).toBeGreaterThanOrEqual(lines[i - 1]?.line ?? 1);
          expect(text).toMatch(/[\p{L}\p{N}@]/u);
        }
      }),
    );
  });
});
