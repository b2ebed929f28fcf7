import { describe, expect, it } from "vitest";
import { readList } from "#domain/lists/read";

const joy = "j.okafor@oakfield.example";
const tom = "t.mills@oakfield.example";
const zoe = "z.oneill@oakfield.example";

/** Each line as one text: number, address, names, and what the list says they are. */
const read = (text: string) =>
  readList(text).lines.map(({ line, email, givenName, familyName, role, staffType }) =>
    [`${line} ${email || "-"} ${givenName}|${familyName}`, role, staffType]
      .filter(Boolean)
      .join(" "),
  );

const joyAndTom = [`1 ${joy} Joy|Okafor`, `1 ${tom} Tom|Mills`];

describe("[I12] a list copied from a mail program", () => {
  it("is Outlook's, surname first and parted by semicolons", () => {
    const text = `Okafor, Joy <${joy}>; Mills, Tom <${tom}>`;
    expect(read(text)).toEqual(joyAndTom);
    expect(readList(text).looksLike).toBe("outlook");
    expect(read(`'Okafor, Joy' <${joy}>; Mills, Tom (Science) <${tom}>;`)).toEqual(joyAndTom);
  });

  it("is Outlook's, a line each", () => {
    const text = `Okafor, Joy <${joy}>;\r\nMills, Tom <${tom}>;\r\n`;
    expect(read(text)).toEqual([`1 ${joy} Joy|Okafor`, `2 ${tom} Tom|Mills`]);
    expect(readList(text).looksLike).toBe("outlook");
  });

  it("is Outlook's plain text, where a link repeats each address", () => {
    expect(read(`Joy Okafor <${joy}<mailto:${joy}>>; ${tom}<mailto:${tom}>`)).toEqual([
      `1 ${joy} Joy|Okafor`,
      `1 ${tom} |`,
    ]);
  });

  it("is Gmail's, quoted where it must be and parted by commas", () => {
    const text = `"Okafor, Joy" <${joy}>, Tom Mills <${tom}>, ${zoe},`;
    expect(read(text)).toEqual([...joyAndTom, `1 ${zoe} |`]);
    expect(readList(text).looksLike).toBe("addresses");
  });

  it("is the head of a mail, folded, with its labels", () => {
    expect(read(`To: Joy Okafor <${joy}>,\n\tTom Mills <${tom}>\nCc: ${zoe}`)).toEqual([
      `1 ${joy} Joy|Okafor`,
      `2 ${tom} Tom|Mills`,
      `3 ${zoe} |`,
    ]);
    expect(read(`(c:) ${joy}; smtp:${tom}; SMTP:${zoe}`)).toEqual([
      `1 ${joy} |`,
      `1 ${tom} |`,
      `1 ${zoe} |`,
    ]);
  });

  it("is one that names nobody, or repeats the address for a name", () => {
    expect(read(`${joy} <${joy}>, "${tom}" <${tom}>; <${zoe}>`)).toEqual([
      `1 ${joy} |`,
      `1 ${tom} |`,
      `1 ${zoe} |`,
    ]);
  });

  it("is a group with a name, as RFC 5322 writes it", () => {
    expect(read(`Science: Joy Okafor <${joy}>, Tom Mills <${tom}>;`)).toEqual(joyAndTom);
  });

  it("has names behind the addresses, in brackets", () => {
    expect(read(`${joy} (Joy Okafor), ${tom} (Tom Mills)`)).toEqual(joyAndTom);
    expect(read(`Joy Okafor (${joy})\nTom Mills [${tom}]`)).toEqual([
      `1 ${joy} Joy|Okafor`,
      `2 ${tom} Tom|Mills`,
    ]);
  });

  it("was quoted in a reply", () => {
    expect(read(`> Joy Okafor <${joy}>,\n>> Tom Mills <${tom}>`)).toEqual([
      `1 ${joy} Joy|Okafor`,
      `2 ${tom} Tom|Mills`,
    ]);
  });

  it("came as links", () => {
    expect(
      read(`mailto:${joy}\nmailto:${tom}?subject=Welcome\n[Zoë O’Neill](mailto:${zoe})`),
    ).toEqual([`1 ${joy} |`, `2 ${tom} |`, `3 ${zoe} Zoë|O’Neill`]);
  });
});

describe("[I12] a list somebody typed", () => {
  it("is an address a line, among empty ones", () => {
    const text = `${joy}\n\n   \n${tom}\n-----\n`;
    expect(read(text)).toEqual([`1 ${joy} |`, `4 ${tom} |`]);
    expect(readList(text)).toMatchObject({ looksLike: "addresses", hasHeader: false });
  });

  it("is parted by spaces, semicolons or commas alone", () => {
    for (const between of [" ", "  ", ";", "; ", ",", ", "])
      expect(read([joy, tom, zoe].join(between)), between).toEqual([
        `1 ${joy} |`,
        `1 ${tom} |`,
        `1 ${zoe} |`,
      ]);
  });

  it("is numbered or has bullets", () => {
    for (const [one, two] of [
      ["1. ", "2. "],
      ["1) ", "2) "],
      ["(1) ", "(2) "],
      ["1.\t", "2.\t"],
      ["1 ", "2 "],
      ["a) ", "b) "],
      ["- ", "- "],
      ["* ", "* "],
      ["•", "•"],
      ["•\t", "•\t"],
      ["– ", "– "],
      ["[ ] ", "[x] "],
    ]) {
      const text = `${one}Joy Okafor <${joy}>\n${two}Tom Mills ${tom}`;
      expect(read(text), one).toEqual([`1 ${joy} Joy|Okafor`, `2 ${tom} Tom|Mills`]);
    }
  });

  it("has a name, an address and a word of what they do", () => {
    for (const text of [
      `Joy Okafor - ${joy} - Teacher`,
      `Joy Okafor (Teacher) ${joy}`,
      `Joy Okafor, Teacher <${joy}>`,
      `Joy Okafor <${joy}>, Teacher`,
      `Joy Okafor: ${joy} (class teacher)`,
      `${joy} – Joy Okafor – Maths teacher`,
    ])
      expect(read(text), text).toEqual([`1 ${joy} Joy|Okafor teacher`]);
    expect(read(`Joy Okafor <${joy}> - editor`)).toEqual([`1 ${joy} Joy|Okafor editor`]);
    // In a name this is a job in the office.
    expect(read(`Joy Okafor (Admin) <${joy}>`)).toEqual([`1 ${joy} Joy|Okafor school_office`]);
  });

  it("keeps what has no address as a line of its own", () => {
    const text = `Joy Okafor <${joy}>\nMusic department\nTom Mills <${tom}>`;
    expect(read(text)).toEqual([`1 ${joy} Joy|Okafor`, "2 - |", `3 ${tom} Tom|Mills`]);
    expect(readList(text).lines[1]?.text).toBe("Music department");
    expect(read(`Joy (${joy}), Zoë O’Neill; Tom (${tom})`)[1]).toBe("1 - Zoë|O’Neill");
    expect(read(`Joy <${joy}>; Zoë O’Neill; Tom <${tom}>`)[1]).toBe("1 - Zoë|O’Neill");
  });

  it("names no person for a department's address, and nobody after an address", () => {
    expect(read(`Music Department <music@oakfield.example>\njoy.okafor <${joy}>\n${tom}`)).toEqual([
      "1 music@oakfield.example |",
      `2 ${joy} |`,
      `3 ${tom} |`,
    ]);
  });

  it("shows a broken address to be put right, and makes no other of it", () => {
    for (const [text, shown] of [
      ["Callum Farquhar <c.farquhar@oakfield>", "c.farquhar@oakfield"],
      ["c.farquhar @oakfield.example", "c.farquhar @oakfield.example"],
      ["c.farquhar@ oakfield.example", "c.farquhar@ oakfield.example"],
      ["<c farquhar@oakfield.example>", "c farquhar@oakfield.example"],
      ["<farquhar, c@oakfield.example>", "farquhar, c@oakfield.example"],
      ["c.farquhar@@oakfield.example", "c.farquhar@@oakfield.example"],
      ["c(work)farquhar@oakfield.example", "c(work)farquhar@oakfield.example"],
      ['c"farquhar@oakfield.example', 'c"farquhar@oakfield.example'],
      ["Callum Farquhar/Science/Oakfield@Oakfield", "Farquhar/Science/Oakfield@Oakfield"],
      ["c.farquhar.oakfield.example", "c.farquhar.oakfield.example"],
      ["o’brien@oakfield.example", "o’brien@oakfield.example"],
    ] as const)
      expect(
        readList(text).lines.map(({ email }) => email),
        text,
      ).toEqual([shown]);
  });

  it("reads no shorter address out of a longer word", () => {
    for (const glue of '"()[]{}:“”«*\\')
      for (const { email } of readList(`farquhar${glue}${joy}`).lines)
        expect(email, glue).not.toBe(joy);
  });

  it("may be no list at all", () => {
    for (const text of ["", " \n\n\t\r\n", "\ufeff", "-----", ";;;,,,"])
      expect(readList(text), JSON.stringify(text)).toEqual({
        lines: [],
        looksLike: "nothing",
        hasHeader: false,
      });
    expect(readList("Dear all,\nsee you on Monday")).toMatchObject({
      looksLike: "nothing",
      lines: [
        { line: 1, email: "" },
        { line: 2, email: "" },
      ],
    });
  });

  it("ends its lines as any program does", () => {
    for (const end of ["\n", "\r\n", "\r", "\v", "\u2028"])
      expect(read(`${joy}${end}${tom}`)).toEqual([`1 ${joy} |`, `2 ${tom} |`]);
  });
});

describe("[I12] a long list", () => {
  it("is read whole: five thousand lines, or as many on one, or in one cell", () => {
    const many = Array.from({ length: 5000 }, (_, i) => `Person, Some <p${i}@oakfield.example>`);
    for (const text of [many.join("\n"), many.join("; "), `"${many.join("; ")}"\tTeacher`])
      expect(readList(text).lines.filter(({ email }) => email)).toHaveLength(5000);
    const rows = many.map((_, i) => `"Person, Some",p${i}@oakfield.example,Teacher`);
    expect(readList(["Name,E-mail,Job title", ...rows].join("\n")).lines).toHaveLength(5000);
  });

  it("is read whatever is left open in it", () => {
    for (const open of ['"', "(", "<", "[", '"x"', '""', ",", "@", "a@"])
      for (const between of ["", " ", "\n", ",", ";"])
        expect(
          readList(`${Array(5_000).fill(open).join(between)}\n${joy}`).lines.length,
        ).toBeGreaterThan(0);
    // What one row repeats is not kept once more for each address in it.
    const crowded = `Joy\t${Array.from({ length: 2000 }, (_, i) => `p${i}@oakfield.example`).join(" ")}`;
    const kept = readList(crowded).lines.reduce((sum, { text }) => sum + text.length, 0);
    expect(kept).toBeLessThan(3 * crowded.length);
  });
});
