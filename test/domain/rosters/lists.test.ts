import { describe, expect, it } from "vitest";
import { readRoster } from "#domain/rosters/read";
import { utf16le } from "../../rosters/mutations.ts";
import { readText, refusalOf, warned } from "../../rosters/reading.ts";

const staff = (...rows: string[]) => readText(rows.join("\r\n"), "staff.csv").staff;

describe("[S5] a staff list as an MIS prints it", () => {
  it("is read by its headings, below a title, in any order and any words", () => {
    const roster = readText(
      [
        "Oakfield High: teaching staff",
        "",
        "Staff Code;Title;Legal Surname;Preferred Forename;Legal Forename;Main Job Title;Work Email;Mobile Phone;Date of Birth",
        "LBR;Ms;Brand;Lena;Helena;Teacher of Art;L.Brand@oakfield.example;0115 496 0123;01/02/1980",
        "PSH;Mrs;Shah;;Priya;Headteacher;p.shah@oakfield.example;;",
      ].join("\r\n"),
      "staff.csv",
    );
    expect(roster).toMatchObject({ form: "staff", version: null, mode: null });
    expect(roster.staff[0]).toMatchObject({
      ...{ key: "LBR", sourcedId: "LBR", title: "Ms", givenName: "Lena", familyName: "Brand" },
      ...{ email: "L.Brand@oakfield.example", phone: "0115 496 0123", role: "editor" },
      ...{ misRole: "Teacher of Art", staffType: "teacher", at: { file: "staff.csv", line: 4 } },
    });
    expect(roster.staff[1]).toMatchObject({ givenName: "Priya", role: "owner" });
    expect(roster.unknownHeaders).toEqual([]);
    expect(warned(roster)).toEqual([]);
  });

  it("with whole names, jobs under Title and rights under Role", () => {
    expect(
      staff(
        "Name,Title,E-mail,Role",
        '"Brand, Lena",Teacher,l.brand@oakfield.example,Viewer',
        "Mr Rene Dubois,TA,r.dubois@oakfield.example,Viewer",
      ),
    ).toMatchObject([
      { givenName: "Lena", familyName: "Brand", role: "viewer", staffType: "teacher", title: null },
      { givenName: "Rene", familyName: "Dubois", staffType: "teaching_assistant" },
    ]);
  });

  it("knows people again without a number: by address, else by name", () => {
    const list = (...rows: string[]) => staff("First name,Surname,E-mail", ...rows);
    const [one] = list("Lena,Brand,L.Brand@oakfield.example");
    const [two] = list("Lena,Brand-Koch,l.brand@OAKFIELD.example ");
    expect(one?.key).toBe(two?.key);
    const [rene, again] = list("Rene,Dubois,", "René,Dubois,");
    expect(rene?.key).toBe("name:rene dubois");
    expect(again?.key).toBe("name:rene dubois#3");
  });

  it("says of a leaver that they have left, once the day has come", () => {
    const list =
      "First name,Surname,Leaving date,Status\nLena,Brand,31/08/2026,\nRene,Dubois,31/08/2027,\nTom,Mills,,Left";
    const { staff } = readText(list, "staff.csv", { now: Date.UTC(2026, 10, 26) });
    expect(staff.map(({ status }) => status)).toEqual(["tobedeleted", "active", "tobedeleted"]);
  });

  it("lets nobody go who is not on it, but where somebody said that it is whole", () => {
    const list = "First name,Surname\nLena,Brand\n";
    expect(readText(list).tells.staff).toBe("delta");
    expect(readText(list, "staff.csv", { isWhole: true }).tells.staff).toBe("bulk");
    const broken = `${list}Rene,Dubois,née,x\n`;
    const read = readText(broken, "staff.csv", { isWhole: true });
    expect(read.tells.staff).toBe("delta");
    expect(read.warnings.map(({ line }) => line)).toEqual([3, 3]);
  });
});

describe("[S5] a pupil list", () => {
  it("has UPN, year and group, and its UPN is nobody's address", () => {
    const roster = readText(
      [
        "Adno,UPN,Forename,Surname,Year Group,Reg Group",
        "004123,a123456789012,Mei,Chen,7,7A",
        "004124,B123456789012,Yusuf,Khan,Yr 7,7A",
        "004125,,Siân,Bevan-Price,8,8C",
      ].join("\n"),
      "list.csv",
    );
    expect(roster.form).toBe("pupils");
    expect(roster.pupils.map(({ key, upn, yearGroup }) => [key, upn, yearGroup])).toEqual([
      ["004123", "A123456789012", "Year 7"],
      ["004124", null, "Year 7"],
      ["004125", null, "Year 8"],
    ]);
    expect(warned(roster)).toEqual([
      "list.csv:3 “B123456789012” is not a UPN, so it was left out.",
    ]);
    expect(roster.groups.map(({ name, likelyYear }) => [name, likelyYear])).toEqual([
      ["7A", "Year 7"],
      ["8C", "Year 8"],
    ]);
    expect(roster.memberships.map((row) => [row.groupKey, row.personKey, row.kind])).toEqual([
      ["group:7a", "004123", "pupil"],
      ["group:7a", "004124", "pupil"],
      ["group:8c", "004125", "pupil"],
    ]);
  });
});

describe("[S5] a list in words that nobody knows", () => {
  const list = "Nachname;Vorname;Dienstpost\nBrand;Lena;l.brand@oakfield.example\nShah;Priya;\n";

  it("asks what its columns hold, with samples, and is read by the answer", () => {
    const bytes = utf16le(list);
    const asked = readRoster(bytes, "liste.csv");
    expect(refusalOf(bytes, "liste.csv")).toEqual([
      "columns",
      "liste.csv:1 Say which columns hold first names and surnames.",
    ]);
    expect(asked.form === "refused" && asked.asked).toEqual({
      form: "staff",
      columns: [
        { header: "Nachname", samples: ["Brand", "Shah"], field: null },
        { header: "Vorname", samples: ["Lena", "Priya"], field: null },
        { header: "Dienstpost", samples: ["l.brand@oakfield.example"], field: null },
      ],
    });
    const columns = { Nachname: "familyName", Vorname: "givenName", Dienstpost: "email" } as const;
    const { staff, unknownHeaders } = readText(bytes, "liste.csv", { columns });
    expect(staff.map(({ givenName, familyName, email }) => [givenName, familyName, email])).toEqual(
      [
        ["Lena", "Brand", "l.brand@oakfield.example"],
        ["Priya", "Shah", null],
      ],
    );
    expect(unknownHeaders).toEqual([]);
  });

  it("reads what it knows, and names the columns that it does not", () => {
    const roster = readText("First name,Surname,Lieblingsfarbe\nLena,Brand,rot\n");
    expect(roster.staff).toHaveLength(1);
    expect(roster.unknownHeaders).toEqual(["Lieblingsfarbe"]);
  });

  it("calls columns without a heading by their numbers", () => {
    const bare = "Lena,Brand,l.brand@oakfield.example\nPriya,Shah,p.shah@oakfield.example\n";
    const asked = readRoster(new TextEncoder().encode(bare), "bare.csv");
    const numbered = ["Column 1", "Column 2", "Column 3"].map((header) => ({ header }));
    expect(asked).toMatchObject({ form: "refused", asked: { columns: numbered } });
    const columns = { "Column 1": "givenName", "Column 2": "familyName" } as const;
    expect(readText(bare, "bare.csv", { columns }).staff).toMatchObject([
      { givenName: "Lena", email: "l.brand@oakfield.example", at: { line: 1 } },
      { givenName: "Priya", email: "p.shah@oakfield.example", at: { line: 2 } },
    ]);
  });
});
