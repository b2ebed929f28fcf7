import { password, people } from "./people.ts";

/** What somebody who has just started Staffroom wants to know. */
export function welcome(url: string, port: number, isSeeded: boolean): string {
  const rows = people.map(({ username, givenName, familyName, school, role }) => [
    username,
    `${givenName} ${familyName}`,
    role,
    school.name,
  ]);
  const widths = [0, 1, 2].map((i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)) + 2);
  const signIns = rows.map(
    (row) => `    ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("")}`,
  );
  return [
    "",
    `  Staffroom  ${url}`,
    `  Mailbox    http://localhost:${port}/dev/mail`,
    ...(isSeeded ? ["", `  Demo sign-ins, password ${password}:`, ...signIns] : []),
    "",
    "  Stop with Ctrl+C.",
    "",
  ].join("\n");
}
