import { table } from "./oneroster.ts";
import type { MadeSchool } from "./school.ts";

/** The school's staff as an MIS prints a list. */
export function staffList({ people }: MadeSchool): string {
  const jobs: Record<string, string> = { principal: "Headteacher", teacher: "Teacher", aide: "TA" };
  return table(
    "Staff Code,Title,Legal Forename,Legal Surname,Work Email,Job Title",
    people
      .filter(({ role }) => role !== "student")
      .map((one) => [
        ...[one.id, "Ms", one.givenName, one.familyName, one.email, jobs[one.role] ?? ""],
      ]),
  );
}

/** The school's pupils as an MIS prints a list. */
export function pupilList({ people }: MadeSchool): string {
  return table(
    "Adno,UPN,Forename,Surname,Year Group,Reg Group",
    people
      .filter(({ role }) => role === "student")
      .map((one) => [
        ...[one.id, one.upn, one.givenName, one.familyName, one.grade, `${one.grade}A`],
      ]),
  );
}
