import { table } from "./oneroster.ts";

/** A few people of Oakfield High in OneRoster 1.1, with what a test changes. */
export function smallPackage(changes: Record<string, string | null> = {}): Record<string, string> {
  const files: Record<string, string | null> = {
    "manifest.csv": manifest("1.1", "bulk"),
    "orgs.csv": orgs(),
    "users.csv": users(),
    "classes.csv": classes(),
    "enrollments.csv": enrolments(),
    ...changes,
  };
  return Object.fromEntries(
    Object.entries(files).filter((file): file is [string, string] => file[1] !== null),
  );
}

export function manifest(version: string, mode: string): string {
  return table("propertyName,value", [
    ["manifest.version", "1.0"],
    ["oneroster.version", version],
    ...["users", "classes", "enrollments", "orgs"].map((name) => [`file.${name}`, mode]),
  ]);
}

export const orgs = (others: string[][] = []) =>
  table("sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId", [
    ["oak", "", "", "Oakfield High", "school", "", ""],
    ...others,
  ]);

/** Another school in the package, and the trust above both. */
export const fern = [
  ["fern", "", "", "Fernhill Primary", "school", "", "trust"],
  ["trust", "", "", "The Trust", "district", "", ""],
];

export const userHeading =
  "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password";

/** Rows of users.csv: id, role, first name, surname, and what else is said. */
export function user(
  [id, role, givenName, familyName]: [string, string, string, string],
  more: { email?: string; upn?: string; grade?: string; status?: string; phone?: string } = {},
): string[] {
  const { email = "", upn = "", grade = "", status = "", phone = "" } = more;
  const date = status ? "2026-11-20T08:00:00.000Z" : "";
  return [
    ...[
      id,
      status,
      date,
      "true",
      "oak",
      role,
      `oak-${id}`,
      "",
      givenName,
      familyName,
      "",
      upn,
      email,
    ],
    ...["", phone, "", grade, ""],
  ];
}

export const priya = user(["u1", "administrator", "Priya", "Shah"], {
  email: "p.shah@oakfield.example",
});
export const lena = user(["u2", "teacher", "Lena", "Brand"], {
  email: "l.brand@oakfield.example",
  phone: "0115 496 0123",
});
export const rene = user(["u3", "aide", "Rene", "Dubois"]);
export const mei = user(["p1", "student", "Mei", "Chen"], { upn: "A123456789012", grade: "7" });
export const yusuf = user(["p2", "student", "Yusuf", "Khan"], { grade: "08" });
export const parent = user(["g1", "guardian", "Wei", "Chen"], { email: "wei@home.example" });

export const users = (rows = [priya, lena, rene, mei, yusuf, parent]) => table(userHeading, rows);

export const classes = () =>
  table(
    "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods",
    [
      ["c1", "", "", "Art", "7", "art", "7A/Ar", "scheduled", "", "oak", "t1", "", "", ""],
      ["c2", "", "", "Drama", "7,8", "dra", "78/Dr", "scheduled", "", "oak", "t1", "", "", ""],
    ],
  );

export const enrolmentHeading =
  "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate";

export const enrolments = (
  rows: string[][] = [
    ["e1", "", "", "c1", "oak", "u2", "teacher", "true", "", ""],
    ["e2", "", "", "c1", "oak", "p1", "student", "", "", ""],
    ["e3", "", "", "c2", "oak", "p2", "student", "", "", ""],
  ],
) => table(enrolmentHeading, rows);
