import { short } from "../csv/heading.ts";
import type { Oddities } from "../oddities.ts";
import { Refused, refuse } from "../refused.ts";
import type { Choices, PupilRow, Roster, StaffRow, Telling } from "../roster.ts";
import type { Source } from "../source.ts";
import { readClasses } from "./classes.ts";
import { type TableName, tableNamed } from "./columns.ts";
import { type Draft, readTable, skip } from "./draft.ts";
import { readEnrolments } from "./enrolments.ts";
import { type Manifest, readManifest } from "./manifest.ts";
import { readPeople } from "./people.ts";
import { type Held, meaningOf } from "./roles.ts";
import { dayOf, flagOf, statusOf } from "./values.ts";

/** The files of a OneRoster package that are read, by what they are. */
export function tablesOf(sources: readonly Source[]): Map<TableName, Source> {
  return new Map(
    sources.flatMap((source) => {
      const name = tableNamed(source.name);
      return name ? [[name, source] as const] : [];
    }),
  );
}

/** Reads a OneRoster package of any version, or one of its files alone. `name` is what was sent. */
export function readOneRoster(
  sources: ReadonlyMap<TableName, Source>,
  name: string,
  choices: Choices,
  oddities: Oddities,
): Roster {
  const manifestSource = sources.get("manifest");
  const manifest: Manifest = manifestSource
    ? readManifest(manifestSource, oddities)
    : { version: null, files: new Map() };
  checkPromises(sources, manifest, name, oddities);
  const draft: Draft = {
    ...{ sources, manifest, choices, oddities, roles: null, people: new Map(), groups: new Map() },
    ...{ orgs: new Set(), others: new Set(), memberships: [], skipped: {} },
  };
  const schools = readSchools(draft);
  draft.roles = readRoles(draft);
  const mode = readPeople(draft);
  const groups = readClasses(draft);
  checkSchool(draft, schools, name);
  const memberships = readEnrolments(draft, mode === "bulk" && groups === "bulk");
  return rosterOf(draft, schools, { mode, groups, memberships });
}

function rosterOf(
  draft: Draft,
  schools: Roster["schools"],
  { mode, groups, memberships }: Record<"mode" | "groups" | "memberships", Telling>,
): Roster {
  const people = [...draft.people.values()];
  const pupils = people.filter((person): person is PupilRow => "upn" in person);
  const staff = people.filter((person): person is StaffRow => !("upn" in person));
  return {
    form: "oneroster",
    version: draft.manifest.version ?? (draft.roles ? "1.2" : versionOf(draft)),
    mode,
    tells: {
      staff: staff.length > 0 ? mode : null,
      pupils: pupils.length > 0 ? mode : null,
      groups,
      memberships,
    },
    schools,
    staff,
    pupils,
    groups: [...draft.groups.values()],
    memberships: draft.memberships,
    skipped: draft.skipped,
    ...draft.oddities.told(),
    unknownHeaders: [],
  };
}

/** Without a manifest a package is of 1.0; a file alone is of 1.1. */
function versionOf({ sources }: Draft): Roster["version"] {
  return sources.size === 1 ? "1.1" : "1.0";
}

/** Refuses a package in which what matters most is missing. */
function checkPromises(
  sources: ReadonlyMap<TableName, Source>,
  { version, files }: Manifest,
  name: string,
  oddities: Oddities,
): void {
  for (const [file, said] of files)
    if (said !== "absent" && tableNamed(file) && !sources.has(file as TableName)) {
      const text = `The manifest names ${file}.csv, which is not there.`;
      if (file === "users" || file === "roles")
        refuse("unreadable", name, `${text} Export all of it again.`);
      oddities.add(file, { file: "manifest.csv", line: null }, text);
    }
  const isAlone = !sources.has("users") && !sources.has("manifest");
  if (isAlone && !sources.has("classes"))
    refuse("unreadable", name, "Send users.csv with it, all files together as one zip.");
  if (version === "1.2" && sources.has("users") && !sources.has("roles"))
    refuse(
      "unreadable",
      name,
      "In OneRoster 1.2 roles.csv says who is staff. Send it with users.csv.",
    );
}

function readSchools(draft: Draft): Roster["schools"] {
  const orgs: { sourcedId: string; name: string; type: string }[] = [];
  readTable(draft, "orgs", (entry) => {
    const [sourcedId, name] = [entry.text("sourcedId"), entry.text("name")];
    orgs.push({ sourcedId, name, type: entry.text("type").toLowerCase() });
    return true;
  });
  return orgs
    .filter(({ type }) => type === "school")
    .map(({ sourcedId, name }) => ({ sourcedId, name }));
}

/** A package with people of several schools is asked about: a Staffroom is one school's. What is left out then is said. */
function checkSchool(draft: Draft, schools: Roster["schools"], name: string): void {
  const { choices, people, groups, skipped, oddities } = draft;
  const has = new Map(
    schools.flatMap((one) => (draft.orgs.has(one.sourcedId) ? [[one.sourcedId, one]] : [])),
  );
  if (choices.school === undefined && has.size > 1) {
    const text = `This file has people of ${has.size} schools. Say which of them is yours.`;
    throw new Refused("school", [{ file: name, line: null, text }], { schools: [...has.values()] });
  }
  if (!choices.school || !skipped.elsewhere) return;
  if (people.size + groups.size === 0)
    refuse(
      "unreadable",
      name,
      `Nobody here is at the school with the id “${short(choices.school)}”.`,
    );
  const rows =
    skipped.elsewhere === 1 ? "A row" : `${skipped.elsewhere.toLocaleString("en-GB")} rows`;
  const text = `${rows} about people and classes of other schools were left out.`;
  oddities.add("elsewhere", { file: name, line: null }, text);
}

/** What everybody is, from roles.csv; null where there is none. Roles that have ended or are elsewhere leave an empty list. */
function readRoles(draft: Draft): Draft["roles"] {
  if (!draft.sources.has("roles")) return null;
  const { choices, oddities } = draft;
  const roles = new Map<string, Held[]>();
  readTable(draft, "roles", (entry) => {
    const [org, user] = [entry.text("orgSourcedId"), entry.text("userSourcedId")];
    if (meaningOf(entry.text("role"))?.kind !== "family") draft.orgs.add(org);
    const held = roles.get(user) ?? [];
    roles.set(user, held);
    if (choices.school && org && org !== choices.school) return true;
    if (statusOf(entry, oddities) === "tobedeleted") return true;
    const end = dayOf(entry, "endDate", oddities) ?? dayOf(entry, "roleEndDate", oddities);
    if (end !== null && choices.now !== undefined && end <= choices.now) {
      skip(draft, "ended");
      return true;
    }
    const isPrimary =
      entry.text("roleType") === "primary" || flagOf(entry, "isPrimary", false, oddities);
    held.push({ role: entry.text("role"), isPrimary });
    return true;
  });
  return roles;
}
