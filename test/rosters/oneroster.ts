import { zipSync } from "fflate";
import type { MadeClass, MadePerson, MadeSchool } from "./school.ts";

/** Files by their names. */
export type Files = Record<string, string>;

/** A school as OneRoster writes it, all of it (bulk). */
export function rosterFiles(school: MadeSchool, version: "1.1" | "1.2" = "1.2"): Files {
  const files: Files = {
    "orgs.csv": table("sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId", [
      ["school-1", "", "", school.name, "school", "123456", ""],
    ]),
    "academicSessions.csv": table(
      "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear",
      [["year-1", "", "", "2026/27", "schoolYear", "2026-09-01", "2027-07-31", "", "2027"]],
    ),
    "courses.csv": table(
      "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes",
      [["course-1", "", "", "year-1", "All", "", "", "school-1", "", ""]],
    ),
    "classes.csv": table(
      "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods",
      school.classes.map(classCells),
    ),
    "enrollments.csv": table(
      "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate",
      school.classes.flatMap(enrolments),
    ),
    ...(version === "1.1" ? users11(school.people) : users12(school.people)),
  };
  return { "manifest.csv": manifest(version, Object.keys(files)), ...files };
}

/** The files as one zip. */
export function rosterZip(files: Record<string, string | Uint8Array>): Uint8Array<ArrayBuffer> {
  const bytes = Object.entries(files).map(([name, file]): [string, Uint8Array] => [
    name,
    typeof file === "string" ? new TextEncoder().encode(file) : file,
  ]);
  return zipSync(Object.fromEntries(bytes), { level: 6 }) as Uint8Array<ArrayBuffer>;
}

/** Cells as a table with this heading (RFC 4180). */
export function table(heading: string, rows: readonly (readonly string[])[]): string {
  return `${[heading, ...rows.map((cells) => cells.map(quoted).join(","))].join("\r\n")}\r\n`;
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function manifest(version: string, names: readonly string[]): string {
  const kinds = names.map((name) => [`file.${name.replace(".csv", "")}`, "bulk"]);
  return table("propertyName,value", [
    ["manifest.version", "1.0"],
    ["oneroster.version", version],
    ...kinds,
    ["source.systemName", "A made-up MIS"],
  ]);
}

function users11(people: readonly MadePerson[]): Files {
  return {
    "users.csv": table(
      "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password",
      people.map((one) => [
        ...[one.id, "", "", "true", "school-1", roles11[one.role] ?? one.role, one.id, ""],
        ...[one.givenName, one.familyName, "", one.upn, one.email, "", "", "", one.grade, ""],
      ]),
    ),
  };
}

const roles11: Record<string, string> = { principal: "administrator" };

function users12(people: readonly MadePerson[]): Files {
  return {
    "users.csv": table(
      "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,resourceSourcedIds,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns",
      people.map((one) => [
        ...[one.id, "", "", "true", one.id, "", one.givenName, one.familyName, "", one.upn],
        ...[one.email, "", "", "", one.grade, "", "", "", "", "", "", "school-1", ""],
      ]),
    ),
    "roles.csv": table(
      "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId",
      people.map((one) => [
        ...[`role-${one.id}`, "", "", one.id, "primary", one.role, "", "", "school-1", ""],
      ]),
    ),
  };
}

function classCells({ id, title, grade, code }: MadeClass): string[] {
  return [
    ...[id, "", "", title, grade, "course-1", code, "scheduled", "", "school-1", "year-1"],
    ...["", "", ""],
  ];
}

function enrolments({ id, teachers, pupils }: MadeClass): string[][] {
  const row = (user: string, role: string, primary: string) => [
    ...[`${id}-${user}`, "", "", id, "school-1", user, role, primary, "", ""],
  ];
  return [
    ...teachers.map((user, i) => row(user, "teacher", String(i === 0))),
    ...pupils.map((user) => row(user, "student", "")),
  ];
}
