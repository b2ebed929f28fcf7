import { describe, expect, it } from "vitest";
import { utf16be, utf16le, windows1252, withMark } from "../../rosters/mutations.ts";
import { rosterZip } from "../../rosters/oneroster.ts";
import { readFiles, readText, refusalOf, warned } from "../../rosters/reading.ts";
import {
  enrolments,
  lena,
  manifest,
  mei,
  priya,
  smallPackage,
  user,
  users,
} from "../../rosters/small.ts";

describe("[S5] what real files hold is read, and told with file and line", () => {
  const dirt: [string, Record<string, string | null>, string][] = [
    [
      "TRUE for true",
      { "users.csv": users([priya, lena.with(3, "TRUE"), mei]) },
      "users.csv:3 “TRUE” under enabledUser was read as “true”.",
    ],
    [
      "headings with slips",
      { "users.csv": users([priya]).replace("dateLastModified", "dataLastModified") },
      "users.csv:1 The column “dataLastModified” was read as “dateLastModified”.",
    ],
    [
      "a column twice",
      { "users.csv": users([priya]).replace("middleName", "email") },
      "users.csv:1 The column “email” stands there twice; the first was read.",
    ],
    [
      "a column of its own",
      { "users.csv": users([priya]).replace("password", "house") },
      "users.csv:1 The column “house” is not known and was not read.",
    ],
    [
      "a status in a file of all there is",
      { "users.csv": users([user(["u1", "teacher", "Priya", "Shah"], { status: "active" }), mei]) },
      "users.csv The column status should be empty in a file of all there is. It was read as one.",
    ],
    [
      "a member who is nobody",
      {
        "enrollments.csv": enrolments([["e1", "", "", "c1", "oak", "u99", "teacher", "", "", ""]]),
      },
      "enrollments.csv:2 Nobody in users.csv has the id “u99”, so this row was left out.",
    ],
    [
      "a class that is none",
      { "enrollments.csv": enrolments([["e1", "", "", "c9", "oak", "u2", "teacher", "", "", ""]]) },
      "enrollments.csv:2 No class in classes.csv has the id “c9”, so this row was left out.",
    ],
    [
      "days as people write them",
      {
        "enrollments.csv": enrolments([
          ["e1", "", "", "c1", "oak", "u2", "teacher", "", "", "21/07/2027"],
        ]),
      },
      "enrollments.csv:2 “21/07/2027” under endDate was read as 2027-07-21.",
    ],
    [
      "an address that is none",
      { "users.csv": users([user(["u1", "teacher", "Priya", "Shah"], { email: "n/a" }), mei]) },
      "users.csv:2 “n/a” is not an e-mail address, so it was left out.",
    ],
    [
      "a UPN with a wrong letter",
      {
        "users.csv": users([
          priya,
          user(["p1", "student", "Mei", "Chen"], { upn: "B123456789012" }),
        ]),
      },
      "users.csv:3 “B123456789012” is not a UPN, so it was left out.",
    ],
    [
      "one id for two people",
      { "users.csv": users([priya, user(["u1", "teacher", "Joy", "Okafor"])]) },
      "users.csv:3 The id “u1” stands on line 2, too; that line was read.",
    ],
    [
      "a role of its own",
      { "users.csv": users([priya, user(["u4", "ext:librarian", "Joy", "Okafor"])]) },
      "users.csv:3 “ext:librarian” is a role of its own: a Viewer.",
    ],
    [
      "a file that the manifest names and that is not there",
      { "enrollments.csv": null },
      "manifest.csv The manifest names enrollments.csv, which is not there.",
    ],
    [
      "a quotation mark that nobody closed",
      { "users.csv": users([priya, lena, mei]).replace("Lena", '"Lena') },
      "users.csv:3 A quotation mark in this row is never closed.",
    ],
  ];
  for (const [what, changes, remark] of dirt)
    it(what, () => {
      const roster = readFiles(smallPackage(changes));
      expect(warned(roster)).toContain(remark);
      expect(roster.staff.map(({ givenName }) => givenName)).toContain("Priya");
    });

  it("no courses, columns in another order, metadata at the end, lower-case names, a folder", () => {
    const turned = users([priya, mei])
      .split("\r\n")
      .map((line) => `${line.split(",").reverse().join(",")},x`)
      .join("\r\n")
      .replace(",x", ",metadata.house")
      .replace(/,x$/, "");
    const roster = readFiles({
      "Export/manifest.csv": manifest("1.1", "bulk").replace(
        /file\.(?:classes|enr|orgs).*\r\n/g,
        "",
      ),
      "Export/Users.CSV": turned,
      "__MACOSX/Export/._Users.CSV": "x",
    });
    expect([...roster.staff, ...roster.pupils].map(({ givenName }) => givenName)).toEqual([
      "Priya",
      "Mei",
    ]);
    expect(warned(roster)).toContain("Users.CSV This file lies in a folder of the zip.");
  });

  it("the same on every line is told three times, and counted", () => {
    const many = Array.from({ length: 500 }, (_, i) =>
      user([`p${i}`, "student", "Mei", "Chen"]).with(3, "TRUE"),
    );
    const staff = Array.from({ length: 50 }, (_, i) => lena.with(0, `u${i}`).with(3, "Yes"));
    const roster = readFiles(smallPackage({ "users.csv": users([...many, ...staff]) }));
    expect(warned(roster).filter((text) => text.includes("enabledUser"))).toEqual([
      "users.csv:502 “Yes” under enabledUser was read as “true”.",
      "users.csv:503 “Yes” under enabledUser was read as “true”.",
      "users.csv:504 “Yes” under enabledUser was read as “true”.",
    ]);
    expect(warned(roster)).toContain("users.csv 47 more lines are like line 502.");
    expect(roster.moreWarnings).toBeGreaterThanOrEqual(47);
  });
});

describe("[S5] whatever a file was written in", () => {
  const text = users([priya, user(["u5", "teacher", "Zoë", "O’Neill"])]);
  const read = (bytes: Uint8Array | string) => readText(bytes, "users.csv");

  it("is read with its accents: UTF-8, UTF-16 and Windows-1252, with and without a mark", () => {
    for (const bytes of [
      ...[text, withMark(text), utf16le(text), utf16be(text), windows1252(text)],
      ...[utf16le(text).subarray(2), utf16be(text).subarray(2)],
    ])
      expect(read(bytes).staff[1]).toMatchObject({ givenName: "Zoë", familyName: "O’Neill" });
    expect(warned(read(windows1252(text)))).toEqual([
      "users.csv This file is not UTF-8; it was read as Windows-1252. Look at the accents.",
    ]);
  });

  it("and however its cells are parted and its lines end", () => {
    for (const delimiter of [";", "\t", "|"])
      for (const end of ["\n", "\r", "\r\n"]) {
        const other = text.replaceAll(",", delimiter).replaceAll("\r\n", end);
        expect(read(other).staff).toMatchObject(read(text).staff);
      }
  });

  it("also where a portion ends inside a letter, a line's end or a quotation", () => {
    const filler = Array.from({ length: 900 }, (_, i) =>
      user([`u${i}`, "teacher", "Zoë", `Quo"te, ${"é".repeat((i % 40) + 1)}`], {
        phone: "0115 496 0000",
      }),
    );
    const long = users(filler);
    expect(new TextEncoder().encode(long).length).toBeGreaterThan(80_000);
    for (const bytes of [long, utf16le(long)]) {
      const { staff, warnings } = readText(bytes, "users.csv");
      expect(warnings).toEqual([]);
      expect(staff.map(({ familyName }) => familyName)).toEqual(filler.map((cells) => cells[9]));
      expect(staff.at(-1)?.at.line).toBe(901);
    }
  });
});

describe("[S5] a zip that cannot be trusted is refused in words", () => {
  const zip = rosterZip(smallPackage());

  it("cut off, damaged, or a spreadsheet in disguise", () => {
    expect(refusalOf(zip.subarray(0, zip.length - 40))).toEqual([
      "damaged",
      "mis.zip This zip is damaged or was cut off. Export it again and send it anew.",
    ]);
    const hit = zip.slice();
    hit[70] = (hit[70] ?? 0) ^ 0xff;
    expect(refusalOf(hit)[0]).toBe("damaged");
    expect(refusalOf(rosterZip({ "[Content_Types].xml": "<x/>", "xl/a.xml": "<x/>" }))[1]).toBe(
      "mis.zip This is a spreadsheet. Save it as CSV (UTF-8) and send that.",
    );
  });

  it("with a path that leads out, a file twice, or nothing to read", () => {
    const text = users();
    expect(refusalOf(rosterZip({ "../users.csv": text }))[1]).toBe(
      "mis.zip “../users.csv” points outside the zip. Zip the files again.",
    );
    expect(refusalOf(rosterZip({ "a/users.csv": text, "b/Users.csv": text }))[1]).toBe(
      "mis.zip This zip has users.csv twice. Keep the one that is meant.",
    );
    expect(refusalOf(rosterZip({ "readme.pdf": "x" }))[1]).toBe(
      "mis.zip This zip holds no CSV files. A OneRoster export has users.csv.",
    );
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${i}.csv`, "x"]));
    expect(refusalOf(rosterZip(many))[1]).toMatch(/^mis.zip This zip holds 300 files/);
  });

  it("that would burst, whatever it says of itself", () => {
    const bomb = rosterZip({ "users.csv": new Uint8Array(8_000_000).fill(65) });
    expect(bomb.length).toBeLessThan(200_000);
    expect(refusalOf(bomb)).toEqual([
      "too_large",
      "users.csv This file would burst when unpacked. No export is packed like that.",
    ]);
    const lying = bomb.slice();
    const view = new DataView(lying.buffer);
    for (let at = lying.length - 22 - 200; at < lying.length - 46; at++)
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1000, true);
    expect(refusalOf(lying)[0]).toBe("damaged");
  });

  it("larger than any school's, with what is the most", () => {
    expect(refusalOf(new Uint8Array(50_000_001))).toEqual([
      "too_large",
      "mis.zip Files up to 50 MB can be read.",
    ]);
  });

  it("or a file that is no table", () => {
    expect(refusalOf("", "empty.csv")[1]).toBe("empty.csv This file is empty. Export it again.");
    expect(refusalOf(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0), "list.xls")[1]).toMatch(
      /spreadsheet/,
    );
    expect(refusalOf("%PDF-1.7 x", "list.pdf")[1]).toMatch(/no table/);
  });
});

describe("[S5] a quotation that nobody closed", () => {
  it("swallows nobody, on whatever line it stands", () => {
    const rows = Array.from({ length: 40 }, (_, i) =>
      user([`u${i}`, "teacher", "Lena", `Brand ${i}`]),
    );
    for (let line = 0; line < 40; line++) {
      const text = users(rows).replace(`Brand ${line},`, `"Brand ${line},`);
      expect(readText(text, "users.csv").staff).toHaveLength(40);
      expect(readText(text, "users.csv").staff[line]).toMatchObject({
        familyName: `Brand ${line}`,
      });
    }
  });
});
