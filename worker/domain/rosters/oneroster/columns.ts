import type { Columns } from "../csv/heading.ts";

const always = ["sourcedId", "status", "dateLastModified"];

// 1EdTech, OneRoster CSV binding 1.1 and 1.2, section 4: what is read of each file, and what others hold.
const tables = {
  manifest: { known: "propertyName value", needed: "propertyName value" },
  orgs: { known: "name type identifier parentSourcedId", needed: "sourcedId" },
  users: {
    known:
      "enabledUser orgSourcedIds role username userIds givenName familyName middleName identifier email sms phone agentSourcedIds grades password userMasterIdentifier resourceSourcedIds preferredGivenName preferredMiddleName preferredFamilyName primaryOrgSourcedId pronouns",
    needed: "sourcedId givenName familyName",
  },
  roles: {
    known:
      "userSourcedId roleType role beginDate endDate orgSourcedId userProfileSourcedId sessionSourcedId grade isPrimary roleStartDate roleEndDate",
    needed: "userSourcedId role",
  },
  classes: {
    known:
      "title grades courseSourcedId classCode classType location schoolSourcedId termSourcedIds subjects subjectCodes periods sessionSourcedIds",
    needed: "sourcedId title",
  },
  enrollments: {
    known: "classSourcedId schoolSourcedId userSourcedId role primary beginDate endDate",
    needed: "classSourcedId userSourcedId",
  },
} as const;

export type TableName = keyof typeof tables;

/** The columns of one of OneRoster's files. */
export function columnsOf(name: TableName): Columns {
  const { known, needed } = tables[name];
  return {
    known: name === "manifest" ? known.split(" ") : [...always, ...known.split(" ")],
    needed: needed.split(" "),
  };
}

/** Which of the files this is by its name, however it is written; null for another. */
export function tableNamed(file: string): TableName | null {
  const stem = file.toLowerCase().replace(/\.(?:csv|txt)$/, "");
  const name = stem === "enrolments" ? "enrollments" : stem;
  return name in tables ? (name as TableName) : null;
}
