import { strToU8, zipSync } from "fflate";
import { vi } from "vitest";
import { DifferenceKind, type PublicDifference, type WholeImport } from "#domain/imports";
import type { Somebody } from "../people.ts";

/** Somebody in the MIS. */
export interface MisPerson {
  id: string;
  name: string;
  email?: string;
  /** As OneRoster 1.1 names it. */
  role?: string;
  /** The year group's. */
  grade?: string;
}

/** Classes by their ids: a name, and who is in it. */
export type MisClasses = Record<string, { name: string; members: readonly string[] }>;

/** A OneRoster 1.1 zip of a school, as an MIS exports it. */
export function misFile(people: readonly MisPerson[], classes: MisClasses = {}): Uint8Array {
  const roles = new Map(people.map(({ id, role = "teacher" }) => [id, role]));
  const files: Record<string, string[][]> = {
    "manifest.csv": [
      ["propertyName", "value"],
      ["manifest.version", "1.0"],
      ["oneroster.version", "1.1"],
      ["file.users", "bulk"],
      ["file.classes", "bulk"],
      ["file.enrollments", "bulk"],
    ],
    "orgs.csv": [
      ["sourcedId", "status", "dateLastModified", "name", "type", "identifier", "parentSourcedId"],
      ["o1", "", "", "Oakfield High", "school", "", ""],
    ],
    "users.csv": [
      "sourcedId status dateLastModified enabledUser orgSourcedIds role username userIds givenName familyName middleName identifier email sms phone agentSourcedIds grades password".split(
        " ",
      ),
      ...people.map(({ id, name, email = "", role = "teacher", grade = "" }) => {
        const [givenName = "", ...rest] = name.split(" ");
        const names = ["", "", givenName, rest.join(" "), "", ""];
        return [id, "", "", "true", "o1", role, ...names, email, "", "", "", grade, ""];
      }),
    ],
    "classes.csv": [
      "sourcedId status dateLastModified title grades courseSourcedId classCode classType location schoolSourcedId termSourcedIds subjects subjectCodes periods".split(
        " ",
      ),
      ...Object.entries(classes).map(([id, { name }]) => {
        return [id, "", "", name, "07", "c1", "", "scheduled", "", "o1", "t1", "", "", ""];
      }),
    ],
    "enrollments.csv": [
      "sourcedId status dateLastModified classSourcedId schoolSourcedId userSourcedId role primary beginDate endDate".split(
        " ",
      ),
      ...Object.entries(classes).flatMap(([id, { members }]) =>
        members.map((who) => {
          const role = roles.get(who) === "student" ? "student" : "teacher";
          return [`${id}-${who}`, "", "", id, "o1", who, role, "", "", ""];
        }),
      ),
    ],
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, rows]) => [
        name,
        strToU8(rows.map((row) => row.join(",")).join("\r\n")),
      ]),
    ),
  );
}

/** Uploads a file. */
export function send(
  by: Somebody,
  file: Uint8Array | string,
  { name = "roster.zip", key = "", ...fields }: Record<string, string> = {},
): Promise<Response> {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set("file", new File([file as string | Uint8Array<ArrayBuffer>], name));
  const headers: Record<string, string> = key ? { "Idempotency-Key": key } : {};
  return by.ask(`/api/schools/${by.school}/imports`, { method: "POST", body: form, headers });
}

/** The same where it is taken. */
export async function proposed(by: Somebody, file: Uint8Array | string): Promise<WholeImport> {
  return importOf(await send(by, file));
}

/** The import that an answer holds. */
export async function importOf(answer: Response): Promise<WholeImport> {
  if (!answer.ok) throw new Error(`No import: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { import: WholeImport }).import;
}

/** What an import would change. */
export async function differencesOf(
  by: Somebody,
  id: string,
  query = "",
): Promise<PublicDifference[]> {
  const found: PublicDifference[] = [];
  for (let cursor = ""; ; ) {
    const path = `/imports/${id}/differences?limit=200${query}${cursor}`;
    const answer = await by.get(path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    const { items, next } = (await answer.json()) as {
      items: PublicDifference[];
      next: string | null;
    };
    found.push(...items);
    if (!next) return found;
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
}

/** Decides about all of a kind, or about some by themselves. */
export async function decideOn(
  by: Somebody,
  id: string,
  about: { all: string } | { ids: string[] },
  state = "accepted",
): Promise<WholeImport> {
  return importOf(await by.call("PUT", `/imports/${id}/differences/states`, { ...about, state }));
}

/** Accepts all that an import would change. */
export async function acceptAll(by: Somebody, id: string): Promise<void> {
  for (const kind of DifferenceKind.options) await decideOn(by, id, { all: kind });
}

/** The same, and applies it. */
export async function applyAll(by: Somebody, id: string): Promise<WholeImport> {
  await acceptAll(by, id);
  return applied(by, id);
}

/** Applies what is accepted, and waits until that is done. */
export async function applied(by: Somebody, id: string, timeout = 30_000): Promise<WholeImport> {
  await importOf(await by.call("POST", `/imports/${id}/application`, {}));
  return vi.waitFor(
    async () => {
      const seen = await importOf(await by.get(`/imports/${id}`));
      if (seen.status !== "applied") throw new Error(`It is ${seen.status}.`);
      return seen;
    },
    { timeout, interval: 20 },
  );
}
