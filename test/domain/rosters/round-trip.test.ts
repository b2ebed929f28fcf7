import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalEmail } from "#domain/emails";
import { groupCells } from "#domain/groups/csv";
import { differencesBetween } from "#domain/imports/differences";
import type { Link, Standing, StandingGroup } from "#domain/imports/standing";
import type { PublicPupil } from "#domain/pupils";
import { pupilCells } from "#domain/pupils/csv";
import { byteOrderMark, csvLine } from "#domain/text/csv";
import { tidyLine } from "#domain/text/hidden";
import type { PublicUser } from "#domain/users";
import { userCells } from "#domain/users/csv";
import { readText } from "../../rosters/reading.ts";
import { upn } from "../../rosters/upn.ts";
import { standing } from "../imports/rosters.ts";

/** What files stumble over: quotes, commas, apostrophes, accents, titles, and what a spreadsheet would take for a formula. */
const oddNames = [
  ...["O'Neill", "O’Sullivan", "'Abdul", "van der Berg", "Bevan-Price", "Chloë", "Wójcik", "李"],
  ...[
    'Ada "Countess" Byron',
    "Smith, Jr",
    "Brand;Jones",
    "=1+1x",
    "-Ada",
    "+Ben",
    "@Cy",
    "|Di",
    "%Ed",
  ],
  ...[
    "'=1+1x",
    "''-Ada",
    "＝Flo",
    "Dr Ann",
    "Miss",
    "Fr",
    "Rev",
    "Prince MBE",
    "Mx.",
    "D'Arcy, Dr",
    "sep=x",
  ],
  ...[
    "No",
    "Left",
    "null",
    "N/A",
    "0",
    "TRUE",
    "Year 7",
    "a|b|c|d|e",
    "Ann\u00adMarie",
    "x".repeat(80),
  ],
];
const name = fc
  .oneof(fc.constantFrom(...oddNames), fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }))
  .map(tidyLine)
  // As `PersonName` asks.
  .filter((text) => /[\p{L}\p{N}]/u.test(text) && [...text].length <= 80);
const groupName = fc
  .oneof(
    fc.constantFrom(
      "7A",
      "Year 7 Art, set 1",
      "=7A",
      '7 "Ash"',
      "a;b",
      "'-7",
      "Maths, English; Art",
      '"7B"',
    ),
    name.map((text) => [...text].slice(0, 60).join("").trim()),
  )
  .filter((text) => /[\p{L}\p{N}]/u.test(text));
const yearGroup = fc.constantFrom(
  null,
  "Year 7",
  "Reception",
  "Sixth form",
  "=Year 8",
  "Mixed, 7 and 8",
);
const status = fc.constantFrom("active", "active", "inactive") as fc.Arbitrary<
  "active" | "inactive"
>;

const groups: fc.Arbitrary<StandingGroup[]> = fc
  .uniqueArray(groupName, {
    maxLength: 5,
    selector: (text) => text.normalize("NFKC").toLowerCase(),
  })
  .chain((names) =>
    fc.tuple(
      ...names.map((text, i) =>
        yearGroup.map(
          (year): StandingGroup => ({
            id: `g${i}`,
            name: text,
            yearGroup: year,
            status: "active",
            source: "hand",
          }),
        ),
      ),
    ),
  );

const person = fc.record({
  title: fc.constantFrom(null, "Mr", "Mx", "=Dr", "Lady, the"),
  givenName: name,
  middleName: fc.option(name),
  familyName: name,
  email: fc.boolean(),
  phone: fc.constantFrom(
    null,
    "+44 115 496 0000",
    "(0115) 496 0000 ext. 12",
    "0115 496 0000 or 07700 900123",
  ),
  status,
  groups: fc.array(fc.nat(4), { maxLength: 4 }),
});

const people = fc.array(person, { minLength: 1, maxLength: 12 });

/** A school with these people, and the file that says so. */
function schoolOf(
  rows: fc.Arbitrary<unknown> extends never ? never : Person[],
  all: StandingGroup[],
) {
  const users = rows.map((row, i): PublicUser => {
    const id = `u${i}`;
    const email = row.email ? `u${i}@oakfield.example` : null;
    const groupIds = groupsOf(row, all);
    return {
      ...row,
      id,
      username: `ng75pn_u${i}`,
      email,
      groupIds,
      role: "editor",
      staffType: "teacher",
      lastSeenAt: null,
    } as unknown as PublicUser;
  });
  const names = new Map(all.map((group) => [group.id, group.name]));
  const here = standing({
    staff: users.map(
      ({ id, username, title, givenName, middleName, familyName, email, phone, status }) => ({
        ...{ id, username, title, givenName, middleName, familyName, status, phone },
        email: email && canonicalEmail(email),
      }),
    ),
    groups: all,
    links: { user: linked(users), group: linked(all), pupil: [] },
    members: users.flatMap(({ id, groupIds }) =>
      groupIds.map((groupId) => ({
        groupId,
        personId: id,
        kind: "staff" as const,
        source: "hand" as const,
      })),
    ),
  });
  return { here, file: fileOf(userCells(names), users) };
}

/** Some came from the MIS, which called them otherwise. */
function linked(rows: readonly { id: string }[]): Link[] {
  return rows.flatMap(({ id }, i) =>
    i % 2 ? [{ sourcedId: `mis-${id}`, rowId: id, said: { givenName: "Old", name: "Old" } }] : [],
  );
}

type Person = typeof person extends fc.Arbitrary<infer P> ? P : never;

function groupsOf(row: { groups: number[] }, all: readonly StandingGroup[]): string[] {
  return [...new Set(row.groups.flatMap((i) => all[i]?.id ?? []))];
}

/** As the Worker writes it. */
function fileOf<T>(cells: Record<string, (row: T) => string>, rows: readonly T[]): string {
  const lines = rows.map((row) => csvLine(Object.values(cells).map((cell) => cell(row))));
  return byteOrderMark + csvLine(Object.keys(cells)) + lines.join("");
}

function pupilsOf(rows: Person[], years: (string | null)[], all: StandingGroup[]) {
  const pupils = rows.map((row, i): PublicPupil => {
    const { givenName, familyName } = row;
    const details = { givenName, familyName, yearGroup: years[i % years.length] ?? null };
    const number = row.email ? upn(891_000_000_000 + i) : null;
    const sourcedId = i % 2 ? `mis-p${i}` : null;
    return {
      ...details,
      id: `p${i}`,
      upn: number,
      sourcedId,
      status: row.status,
      groupIds: groupsOf(row, all),
    } as unknown as PublicPupil;
  });
  const names = new Map(all.map((group) => [group.id, group.name]));
  const here: Standing = standing({
    pupils,
    groups: all,
    links: { user: [], group: linked(all), pupil: linked(pupils) },
    members: pupils.flatMap(({ id, groupIds }) =>
      groupIds.map((groupId) => ({
        groupId,
        personId: id,
        kind: "pupil" as const,
        source: "hand" as const,
      })),
    ),
  });
  return {
    here,
    file: fileOf(
      pupilCells((id) => names.get(id)),
      pupils,
    ),
  };
}

describe("[S5] what Staffroom has given comes back as it was", () => {
  it("users.csv, whatever people and their groups are called", () => {
    fc.assert(
      fc.property(people, groups, (rows, all) => {
        const { here, file } = schoolOf(rows, all);
        const read = readText(file, "users.csv");
        expect(read.form).toBe("staff");
        expect(differencesBetween(read, here)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("pupils.csv, those without a UPN and those who share a name among them", () => {
    fc.assert(
      fc.property(
        people,
        fc.array(yearGroup, { minLength: 1, maxLength: 3 }),
        groups,
        (rows, years, all) => {
          const { here, file } = pupilsOf(rows, years, all);
          const read = readText(file, "pupils.csv");
          expect(read.form).toBe("pupils");
          expect(differencesBetween(read, here)).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("groups.csv, whatever they and their year groups are called", () => {
    fc.assert(
      fc.property(groups, (all) => {
        const shown = all.map((group) => ({ ...group, staff: 2, pupils: 28, version: 1 }));
        const read = readText(fileOf(groupCells, shown), "groups.csv");
        expect(read.groups.map(({ name }) => name)).toEqual(all.map(({ name }) => name));
        const links = { user: [], group: linked(all), pupil: [] };
        expect(differencesBetween(read, standing({ groups: all, links }))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
