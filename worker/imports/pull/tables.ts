import { strToU8, zipSync } from "fflate";
import type { SourceVersion } from "#domain/imports/source";
import { type Json, rowsAt, type Server } from "./client.ts";

/** What a column of a table holds of a row. */
type Columns = Record<string, (row: Json) => unknown>;

const of = (field: string) => (row: Json) => row[field];
const idOf = (field: string) => (row: Json) => (row[field] as Json | undefined)?.sourcedId;
const idsOf = (field: string) => (row: Json) => list(row[field]).map(({ sourcedId }) => sourcedId);
/** All there are at this moment, so that neither is said. */
const bulk: Columns = { status: () => "", dateLastModified: () => "" };
const plain = (...fields: string[]): Columns =>
  Object.fromEntries(fields.map((field) => [field, of(field)]));

const orgs: Columns = {
  ...plain("sourcedId"),
  ...bulk,
  ...plain("name", "type", "identifier"),
  parentSourcedId: idOf("parent"),
};
const classes: Columns = {
  ...plain("sourcedId"),
  ...bulk,
  ...plain("title", "grades"),
  courseSourcedId: idOf("course"),
  ...plain("classCode", "classType", "location"),
  schoolSourcedId: idOf("school"),
  termSourcedIds: idsOf("terms"),
};
const enrollments: Columns = {
  ...plain("sourcedId"),
  ...bulk,
  classSourcedId: idOf("class"),
  schoolSourcedId: idOf("school"),
  userSourcedId: idOf("user"),
  ...plain("role", "primary", "beginDate", "endDate"),
};
const names = plain("givenName", "familyName", "middleName", "identifier", "email", "sms", "phone");
const userIds = (row: Json) =>
  list(row.userIds).map(({ type, identifier }) => `{${type}:${identifier}}`);
const users: Record<SourceVersion, Columns> = {
  "1.1": {
    ...plain("sourcedId"),
    ...bulk,
    ...plain("enabledUser"),
    orgSourcedIds: idsOf("orgs"),
    ...plain("role", "username"),
    userIds,
    ...names,
    ...plain("grades"),
  },
  "1.2": {
    ...plain("sourcedId"),
    ...bulk,
    ...plain("enabledUser", "username"),
    userIds,
    ...names,
    ...plain("grades", "preferredGivenName", "preferredFamilyName"),
    primaryOrgSourcedId: idOf("primaryOrg"),
  },
};
const roles: Columns = {
  ...plain("sourcedId"),
  ...bulk,
  ...plain("userSourcedId", "roleType", "role", "beginDate", "endDate"),
  orgSourcedId: idOf("org"),
};

/** All that a server tells of a school, as the zip that it would have been exported as. Throws `Trouble` where it is not all there. */
export async function zipFrom(server: Server, token: string): Promise<Uint8Array> {
  const { version } = server;
  const tables = { orgs, users: users[version], classes, enrollments };
  const texts: Record<string, string> = {};
  for (const [name, columns] of Object.entries(tables)) {
    texts[name] = heading(columns);
    if (name === "users" && version === "1.2") texts.roles = heading(roles);
    for await (const rows of rowsAt(server, token, name)) {
      // What is said to be gone is not among all there are.
      const present = rows.filter(({ status }) => status !== "tobedeleted");
      texts[name] += linesOf(columns, present);
      if (texts.roles !== undefined && name === "users")
        texts.roles += linesOf(roles, present.flatMap(rolesOf));
    }
  }
  const manifest = [
    ["propertyName", "value"],
    ["manifest.version", "1.0"],
    ["oneroster.version", version],
    ...Object.keys(texts).map((name) => [`file.${name}`, "bulk"]),
  ];
  const files = Object.entries({ manifest: manifest.map(lineOf).join(""), ...texts });
  return zipSync(Object.fromEntries(files.map(([name, text]) => [`${name}.csv`, strToU8(text)])), {
    level: 1,
  });
}

/** A user's roles, each with whose it is. */
function rolesOf(user: Json): Json[] {
  return list(user.roles).map((role, i) => ({
    sourcedId: `${String(user.sourcedId)}-${i}`,
    ...role,
    userSourcedId: user.sourcedId,
  }));
}

function heading(columns: Columns): string {
  return lineOf(Object.keys(columns));
}

function linesOf(columns: Columns, rows: readonly Json[]): string {
  const cells = Object.values(columns);
  return rows.map((row) => lineOf(cells.map((cell) => cell(row)))).join("");
}

function lineOf(cells: readonly unknown[]): string {
  return `${cells.map(quoted).join(",")}\r\n`;
}

/** Lists are one cell, parted by commas. */
function quoted(cell: unknown): string {
  const text = Array.isArray(cell) ? cell.join(",") : cell == null ? "" : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function list(value: unknown): Json[] {
  return Array.isArray(value)
    ? value.filter((one): one is Json => typeof one === "object" && one !== null)
    : [];
}
