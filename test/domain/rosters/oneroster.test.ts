import { describe, expect, it } from "vitest";
import { readRoster } from "#domain/rosters/read";
import type { Roster } from "#domain/rosters/roster";
import { rosterFiles, rosterZip, table } from "../../rosters/oneroster.ts";
import { readFiles, readText, refusalOf, warned } from "../../rosters/reading.ts";
import { makeRosterSchool } from "../../rosters/school.ts";
import {
  classes,
  enrolments,
  fern,
  lena,
  manifest,
  mei,
  orgs,
  parent,
  priya,
  rene,
  smallPackage,
  user,
  userHeading,
  users,
} from "../../rosters/small.ts";

const names = (rows: { givenName: string; familyName: string }[]) =>
  rows.map(({ givenName, familyName }) => `${givenName} ${familyName}`);

describe("[S5] a OneRoster package", () => {
  it("names staff with their roles, pupils with year and UPN, classes, and who is in them", () => {
    const roster = readFiles(smallPackage());
    expect(warned(roster)).toEqual([]);
    expect(roster).toMatchObject({ form: "oneroster", version: "1.1", mode: "bulk" });
    expect(roster.tells).toEqual({
      ...{ staff: "bulk", pupils: "bulk", groups: "bulk", memberships: "bulk" },
    });
    expect(roster.schools).toEqual([{ sourcedId: "oak", name: "Oakfield High" }]);
    expect(names(roster.staff)).toEqual(["Priya Shah", "Lena Brand", "Rene Dubois"]);
    expect(roster.staff[1]).toMatchObject({
      ...{
        key: "u2",
        email: "l.brand@oakfield.example",
        phone: "0115 496 0123",
        username: "oak-u2",
      },
      ...{ misRole: "teacher", role: "editor", staffType: "teacher", enabled: true },
      ...{ status: "active", at: { file: "users.csv", line: 3 } },
    });
    expect(roster.staff.map(({ email, role }) => [email !== null, role])).toEqual([
      [true, "admin"],
      [true, "editor"],
      [false, "viewer"],
    ]);
    expect(roster.pupils.map(({ upn, yearGroup }) => [upn, yearGroup])).toEqual([
      ["A123456789012", "Year 7"],
      [null, "Year 8"],
    ]);
    expect(roster.groups.map(({ name, yearGroup }) => [name, yearGroup])).toEqual([
      ["Art", "Year 7"],
      ["Drama", null],
    ]);
    expect(roster.memberships.map((row) => [row.groupKey, row.personKey, row.kind])).toEqual([
      ["c1", "u2", "staff"],
      ["c1", "p1", "pupil"],
      ["c2", "p2", "pupil"],
    ]);
    expect(roster.skipped).toEqual({ guardian: 1 });
  });

  it("says the same in 1.1 and 1.2 of a school of any make", () => {
    const school = makeRosterSchool({ staff: 30, pupils: 90, classes: 12, seed: 3 });
    const [one, two] = (["1.1", "1.2"] as const).map((version) =>
      readFiles(rosterFiles(school, version)),
    ) as [Roster, Roster];
    const same = ({ staff, ...rest }: Roster) => ({
      ...rest,
      version: null,
      // The vocabularies differ in how they call the head.
      staff: staff.map(({ role, misRole, staffType, ...one }) => one),
    });
    expect(one.warnings).toEqual([]);
    expect(same(one)).toEqual(same(two));
    expect(two.staff[0]).toMatchObject({ role: "owner", staffType: "headteacher" });
  });

  it("of changes alone tells who has gone, and lets nobody else go", () => {
    const roster = readFiles({
      "manifest.csv": manifest("1.1", "delta"),
      "users.csv": table(userHeading, [
        user(["u2", "teacher", "Lena", "Brand"], { status: "tobedeleted" }),
        user(["u4", "teacher", "Joy", "Okafor"], { status: "active" }),
      ]),
      "enrollments.csv": enrolments([
        ["e9", "active", "2026-11-20T08:00:00.000Z", "c1", "oak", "u7", "teacher", "", "", ""],
      ]),
    });
    expect(roster.tells).toMatchObject({ staff: "delta", pupils: null, groups: null });
    expect(roster.staff.map(({ key, status }) => [key, status])).toEqual([
      ["u2", "tobedeleted"],
      ["u4", "active"],
    ]);
    expect(roster.memberships).toMatchObject([{ groupKey: "c1", personKey: "u7", kind: "staff" }]);
  });

  it("tells of what it holds alone: users.csv by itself empties no class", () => {
    const roster = readText(users(), "users.csv");
    expect(roster).toMatchObject({ form: "oneroster", version: "1.1" });
    expect(roster.tells).toEqual({
      ...{ staff: "bulk", pupils: "bulk", groups: null, memberships: null },
    });
    const staffOnly = readText(users([priya, lena]), "export (3).csv");
    expect(staffOnly.tells).toMatchObject({ staff: "bulk", pupils: null });
  });

  it("gives a person of several roles the highest of staff; a parent who teaches is a teacher", () => {
    const roleHeading =
      "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId";
    const role = (user: string, type: string, role: string, end = "") => [
      ...[`${user}${role}`, "", "", user, type, role, "", end, "oak"],
    ];
    const roster = readFiles(
      smallPackage({
        "manifest.csv": manifest("1.2", "bulk"),
        "roles.csv": table(roleHeading, [
          role("u1", "primary", "teacher"),
          role("u1", "secondary", "principal"),
          role("u2", "primary", "parent"),
          role("u2", "secondary", "teacher"),
          role("u3", "primary", "aide", "2026-08-31"),
          role("p1", "primary", "student"),
          role("p1", "secondary", "aide"),
          role("p2", "primary", "student"),
          role("g1", "primary", "guardian"),
        ]),
      }),
      { now: Date.UTC(2026, 10, 26) },
    );
    expect(roster.staff.map(({ key, misRole, role }) => `${key} ${misRole} ${role}`)).toEqual([
      "u1 principal owner",
      "u2 teacher editor",
    ]);
    expect(names(roster.pupils)).toEqual(["Mei Chen", "Yusuf Khan"]);
    // Rene's role has ended, so that he is missing from a file of all.
    expect(roster.tells.staff).toBe("bulk");
    expect(roster.skipped).toMatchObject({ ended: 1, elsewhere: 1, guardian: 1 });
  });

  it("of several schools is read for the one that is meant", () => {
    const away = user(["u9", "teacher", "Ngozi", "Okoro"]).with(4, "fern");
    const files = smallPackage({ "users.csv": users([priya, away]), "orgs.csv": orgs(fern) });
    expect(readRoster(rosterZip(files), "mis.zip")).toMatchObject({
      code: "school",
      reasons: [{ text: "This file has people of 2 schools. Say which of them is yours." }],
      asked: {
        schools: [
          { sourcedId: "oak", name: "Oakfield High" },
          { sourcedId: "fern", name: "Fernhill Primary" },
        ],
      },
    });
    const hers = readFiles(files, { school: "fern" });
    expect(names(hers.staff)).toEqual(["Ngozi Okoro"]);
    expect(warned(hers)).toContain(
      "mis.zip 3 rows about people and classes of other schools were left out.",
    );
    expect(names(readFiles(files, { school: "" }).staff)).toEqual(["Priya Shah", "Ngozi Okoro"]);
    expect(refusalOf(rosterZip(files), "mis.zip", { school: "elm" })).toEqual([
      "unreadable",
      "mis.zip Nobody here is at the school with the id “elm”.",
    ]);
    // A school that is named, and has only somebody's parent here, is no question.
    const elsewhere = users([priya, parent.with(4, "oak,fern")]);
    const alone = smallPackage({ "orgs.csv": orgs(fern), "users.csv": elsewhere });
    expect(names(readFiles(alone).staff)).toContain("Priya Shah");
  });

  it("leaves out who was in a class until yesterday, and keeps who comes tomorrow", () => {
    const now = Date.UTC(2026, 10, 26);
    const roster = readFiles(
      smallPackage({
        "enrollments.csv": enrolments([
          ["e1", "", "", "c1", "oak", "u2", "teacher", "", "2026-09-01", "2026-11-26"],
          ["e2", "", "", "c1", "oak", "u3", "teacher", "", "2026-09-01", "2026-11-27"],
          ["e3", "", "", "c2", "oak", "p1", "student", "", "2027-01-04", ""],
          ["e4", "", "", "c2", "oak", "g1", "guardian", "", "", ""],
        ]),
      }),
      { now },
    );
    expect(roster.memberships.map(({ personKey }) => personKey)).toEqual(["u3", "p1"]);
    expect(roster.skipped).toEqual({ guardian: 1, ended: 1, ofOthers: 1 });
  });

  it("has groups of different names: their codes tell two of one title apart, the same tomorrow", () => {
    const twice = classes().replace("Drama", "Art").replace("78/Dr", "7B/Ar");
    expect(
      readFiles(smallPackage({ "classes.csv": twice })).groups.map(({ name }) => name),
    ).toEqual(["Art (7A/Ar)", "Art (7B/Ar)"]);
  });
});

describe("[S5] a package that cannot be read says what is needed", () => {
  it("without a column that matters, each by its name", () => {
    const cut = users().replace("givenName", "whatever").replace("sourcedId", "x");
    expect(refusalOf(rosterZip(smallPackage({ "users.csv": cut })))).toEqual([
      "unreadable",
      "users.csv:1 The column “sourcedId” is missing, and needed.",
      "users.csv:1 The column “givenName” is missing, and needed.",
    ]);
  });

  it("without the file that says who is staff", () => {
    const files = smallPackage({ "manifest.csv": manifest("1.2", "bulk") });
    expect(refusalOf(rosterZip(files))).toEqual([
      "unreadable",
      "mis.zip In OneRoster 1.2 roles.csv says who is staff. Send it with users.csv.",
    ]);
    expect(refusalOf(users().replace(",role,", ",roll,"), "users.csv")[1]).toBe(
      "users.csv:1 Nothing says who is staff. Send roles.csv with it, as a zip.",
    );
    expect(refusalOf(enrolments(), "enrollments.csv")[1]).toBe(
      "enrollments.csv Send users.csv with it, all files together as one zip.",
    );
    expect(refusalOf(rosterZip(smallPackage({ "users.csv": null })))[1]).toBe(
      "mis.zip The manifest names users.csv, which is not there. Export all of it again.",
    );
  });
});

describe("[S5] nobody leaves by a row that could not be read", () => {
  it("as a name with a comma that lacks its quotation marks", () => {
    const broken = users([priya, lena, rene, mei, parent]).replace("Brand", "Brand, née Koch");
    const roster = readFiles(smallPackage({ "users.csv": broken }));
    expect(names(roster.staff)).toEqual(["Priya Shah", "Rene Dubois"]);
    expect(roster.tells).toMatchObject({ staff: "delta", pupils: "delta", groups: "bulk" });
    expect(warned(roster)).toContain(
      "users.csv:3 This row has 19 cells under 18 headings, so it was not read. Is a comma missing its quotation marks?",
    );
    expect(warned(roster)).toContain(
      "users.csv A row could not be read, so nothing that is missing here is taken to have gone.",
    );
  });
});
