import type { Entry, Table } from "../csv/table.ts";
import { emailIn, nameIn, phoneIn, upnIn, usernameIn } from "../person.ts";
import { refuse } from "../refused.ts";
import type { PupilRow, StaffRow, Telling } from "../roster.ts";
import { yearOf } from "../years.ts";
import { type Draft, idOf, keepWithin, readTable, skip } from "./draft.ts";
import { type Held, type Meaning, mainOf, meaningOf } from "./roles.ts";
import { flagOf, listOf, statusOf } from "./values.ts";

/** Reads users.csv into the draft: who is staff, who a pupil. Family is counted. */
export function readPeople(draft: Draft): Telling {
  return readTable(draft, "users", (entry, table) => {
    if (!draft.roles && !table.names.includes("role"))
      refuse(
        "unreadable",
        entry.at.file,
        "Nothing says who is staff. Send roles.csv with it, as a zip.",
        1,
      );
    const id = entry.text("sourcedId");
    const known = draft.people.get(id);
    const own = idOf(draft, entry, known, isNamedLike(known, entry));
    if (own !== "own") return own === "again";
    const held = rolesOf(draft, id, entry);
    if (held === "elsewhere") return left(draft, id, "elsewhere");
    const main = mainOf(held);
    if (main === null) {
      const text = `Nothing says whether “${id}” is staff or a pupil, so this row was left out.`;
      draft.oddities.add("role", entry.at, text);
      draft.others.add(id);
      return false;
    }
    if (main.meaning.kind === "family") return left(draft, id, main.role.toLowerCase());
    for (const org of listOf(entry.text("orgSourcedIds"))) draft.orgs.add(org);
    if (main.meaning.kind === "staff" && meaningOf(main.role) === null)
      draft.oddities.add(main.role, entry.at, `“${main.role}” is a role of its own: a Viewer.`);
    const person = personOf(draft, entry, table, main.meaning, main.role);
    if (person === null) return false;
    draft.people.set(id, person);
    keepWithin(draft.people.size, "people", entry.at.file);
    return true;
  });
}

function isNamedLike(known: StaffRow | PupilRow | undefined, entry: Entry): boolean {
  const [given, family] = ["givenName", "familyName"] as const;
  return known !== undefined && [given, family].every((name) => known[name] === named(entry, name));
}

function left(draft: Draft, id: string, kind: string): true {
  draft.others.add(id);
  skip(draft, kind);
  return true;
}

function rolesOf({ roles, choices }: Draft, id: string, entry: Entry): Held[] | "elsewhere" {
  const held = roles?.get(id);
  if (roles) return held?.length === 0 ? "elsewhere" : (held ?? []);
  const orgs = listOf(entry.text("orgSourcedIds"));
  if (choices.school && orgs.length > 0 && !orgs.includes(choices.school)) return "elsewhere";
  return listOf(entry.text("role")).map((role) => ({ role, isPrimary: false }));
}

function personOf(
  draft: Draft,
  entry: Entry,
  table: Table,
  meaning: Exclude<Meaning, { kind: "family" }>,
  misRole: string,
): StaffRow | PupilRow | null {
  const noting = { at: entry.at, oddities: draft.oddities };
  const id = entry.text("sourcedId");
  const common = {
    key: id,
    sourcedId: id,
    givenName: nameIn(named(entry, "givenName"), noting),
    familyName: nameIn(named(entry, "familyName"), noting),
    status: statusOf(entry, draft.oddities),
    at: entry.at,
  };
  if (common.givenName === "" && common.familyName === "" && common.status === "active") {
    draft.oddities.add("unnamed", entry.at, "This row has no name, so it was not read.");
    return null;
  }
  if (meaning.kind === "pupil")
    return { ...common, upn: upnIn(numbersOf(entry, table), noting), yearGroup: yearIn(entry) };
  return {
    ...common,
    title: null,
    middleName: nameIn(named(entry, "middleName"), noting) || null,
    email: emailIn(entry.text("email"), noting),
    phone: phoneIn(entry.text("phone") || entry.text("sms"), noting),
    username: usernameIn(entry.text("username")),
    misRole,
    role: meaning.role,
    staffType: meaning.staffType,
    enabled: flagOf(entry, "enabledUser", true, draft.oddities),
  };
}

/** What somebody wants to be called goes before what stands on paper. */
function named(entry: Entry, name: "givenName" | "middleName" | "familyName"): string {
  const preferred = `preferred${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return entry.text(preferred) || entry.text(name);
}

function yearIn(entry: Entry): string | null {
  return yearOf(listOf(entry.text("grades"))[0] ?? "");
}

/** Where MIS products put the UPN: a column of their own, an id of a type, or the school's own number. */
function numbersOf(entry: Entry, { names }: Table) {
  const typed = [...entry.text("userIds").matchAll(/\{\s*upn\s*:\s*([^}]*)\}/gi)];
  const own = names.filter((name) => /^metadata\..*(?:upn|pupil_?number)/i.test(name));
  return {
    said: [...typed.map(([, upn = ""]) => upn), ...own.map((name) => entry.text(name))],
    perhaps: [entry.text("identifier"), entry.text("userMasterIdentifier")],
  };
}
