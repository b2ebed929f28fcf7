import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { readList } from "#domain/lists/read";
import { listIn } from "../../../web/batches/file.ts";
import { type Cell, workbook } from "../../files/workbooks.ts";

const file = (bytes: BlobPart, name = "staff.xlsx") => new File([bytes], name);

const staff: Cell[][] = [
  ["Staff list, Oakfield High"],
  [],
  ["Surname", "Forename", "E-mail", "Started", "Room", "Role", "Key holder"],
  ["Okafor", "Joy", "j.okafor@oakfield.example", { date: 45_901 }, 12, "Teacher", true],
  ['O"Sullivan', "Bríd", "b.osullivan@oakfield.example", { date: 45_902.5 }, 7.5, "Admin", false],
  ["Demir", "Yusuf & Co", "y.demir@oakfield.example\nyusuf@home.example", null, 1e21, null, null],
  [],
  ["Farquhar", "Callum", null, null, null, "Technician", null],
];

test("[I12] an Excel file is read as its rows stand there, dates and numbers as text", async () => {
  const found = await listIn(file(workbook({ Staff: staff, Empty: [] })));
  if (!("text" in found)) throw new Error(JSON.stringify(found));
  expect(found.text.split("\n")).toEqual([
    "Staff list, Oakfield High",
    "",
    "Surname\tForename\tE-mail\tStarted\tRoom\tRole\tKey holder",
    "Okafor\tJoy\tj.okafor@oakfield.example\t2025-09-01\t12\tTeacher\tTRUE",
    '"O""Sullivan"\tBríd\tb.osullivan@oakfield.example\t2025-09-02 12:00\t7.5\tAdmin\tFALSE',
    "Demir\tYusuf & Co\ty.demir@oakfield.example; yusuf@home.example\t\t1e+21",
    "",
    "Farquhar\tCallum\t\t\t\tTechnician",
  ]);
  const { lines } = readList(found.text);
  expect(
    lines.map(({ line, email, givenName, familyName }) => [line, email, givenName, familyName]),
  ).toMatchObject([
    [1, "", "", ""],
    [4, "j.okafor@oakfield.example", "Joy", "Okafor"],
    [5, "b.osullivan@oakfield.example", "Bríd", 'O"Sullivan'],
    [6, "y.demir@oakfield.example", "Yusuf & Co", "Demir"],
    [6, "yusuf@home.example", "Yusuf & Co", "Demir"],
    [8, "", "Callum", "Farquhar"],
  ]);
});

test("[I12] of several sheets the one with addresses is read; where more have some, it is asked", async () => {
  const governors: Cell[][] = [["R. Dubois", "r.dubois@oakfield.example"]];
  const rooms: Cell[][] = [
    ["Room", "Seats"],
    ["B12", 30],
  ];
  const one = await listIn(file(workbook({ Rooms: rooms, Staff: staff })));
  expect(one).toMatchObject({ text: expect.stringContaining("j.okafor@oakfield.example") });
  const several = await listIn(
    file(workbook({ Rooms: rooms, Staff: staff, Governors: governors })),
  );
  expect(several).toMatchObject({
    sheets: [
      { name: "Staff", addresses: 3 },
      { name: "Governors", addresses: 1, text: "R. Dubois\tr.dubois@oakfield.example" },
    ],
  });
  expect(await listIn(file(workbook({ Rooms: rooms })))).toMatchObject({
    text: expect.stringContaining("B12"),
  });
});

test("[I12] a file that cannot be read is answered with a kind sentence, whatever is in it", async () => {
  const whole = workbook({ Staff: staff });
  const cut = whole.slice(0, whole.length / 2);
  const spoilt = whole.slice();
  for (let i = 60; i < spoilt.length - 400; i += 7) spoilt[i] = 0xff;
  const letter = zipSync({
    "word/document.xml": strToU8("<w:document/>"),
  }) as Uint8Array<ArrayBuffer>;
  const bomb = whole.slice();
  const directory = Buffer.from(bomb.buffer).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  new DataView(bomb.buffer).setUint32(directory + 24, 2_000_000_000, true);
  for (const [bytes, words] of [
    [cut, /cannot be read as an Excel workbook/],
    [spoilt, /cannot be read as an Excel workbook/],
    [letter, /cannot be read as an Excel workbook/],
    [bomb, /too large/],
    [new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]), /old Excel file, or has a password/],
    [new Uint8Array(5_000_001), /up to 5 MB/],
    [workbook({ Staff: [] }), /nothing in this file/],
    ["  \n", /nothing in this file/],
  ] as const)
    expect(await listIn(file(bytes as BlobPart))).toEqual({
      problem: expect.stringMatching(words),
    });
});

test("text files are read in the encoding they have", async () => {
  const [utf16, windows] = [
    Buffer.from("\ufeffZoë, z@a.example", "utf16le"),
    Buffer.from("Zo\xeb", "latin1"),
  ];
  expect(await listIn(file(utf16, "a.txt"))).toEqual({
    text: expect.stringContaining("Zoë, z@a.example"),
  });
  expect(await listIn(file(windows, "a.csv"))).toEqual({ text: "Zoë" });
});
