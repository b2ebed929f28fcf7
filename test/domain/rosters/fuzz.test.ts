import { describe, expect, it } from "vitest";
import { isEmail } from "#domain/emails";
import { canonicalGroupName, longestGroupName } from "#domain/groups";
import { isUpn } from "#domain/pupils/upn";
import { readRoster } from "#domain/rosters/read";
import type { Refusal, Roster } from "#domain/rosters/roster";
import { type Draw, dice } from "../../rosters/dice.ts";
import { pupilList, staffList } from "../../rosters/lists.ts";
import { damage, mutations, type Package } from "../../rosters/mutations.ts";
import { rosterFiles, rosterZip } from "../../rosters/oneroster.ts";
import { makeRosterSchool } from "../../rosters/school.ts";

/** How many files are read; 20,000 before a release. */
const files = Number(process.env.ROSTERS ?? 400);

const school = makeRosterSchool({ staff: 12, pupils: 30, classes: 6, seed: 7 });
const people = { staff: 12, pupils: 30 };

/** A file somebody may send, and whether all the school's people stand in it. */
function fileOf(seed: number): { name: string; bytes: Uint8Array; what: string; isWhole: boolean } {
  const draw = dice(seed);
  const version = draw.pick(["1.1", "1.2"] as const);
  const form = draw.pick(["zip", "zip", "zip", "alone", "staff", "pupils"]);
  const files: Package =
    form === "staff"
      ? { "staff.csv": staffList(school) }
      : form === "pupils"
        ? { "pupils.csv": pupilList(school) }
        : rosterFiles(school, version);
  const done: string[] = [version, form];
  let isWhole = true;
  for (let times = 1 + draw.below(2); times > 0; times--) {
    const name = form === "zip" ? draw.pick(Object.keys(files)) : alone(form, draw);
    const file = files[name];
    if (typeof file !== "string") continue;
    const mutation = draw.pick(mutations);
    files[name] = mutation.mutate(file, draw);
    done.push(`${name}: ${mutation.name}`);
    isWhole &&= mutation.keepsRows;
  }
  if (form !== "zip") {
    const name = alone(form, draw);
    return { name, bytes: bytesOf(files[name] ?? ""), what: done.join("; "), isWhole };
  }
  if (draw.below(5) === 0) delete files[draw.pick(Object.keys(files))];
  const zip = rosterZip(files);
  const isDamaged = draw.below(4) === 0;
  if (isDamaged) done.push("zip damaged");
  return {
    name: "mis.zip",
    bytes: isDamaged ? damage(zip, draw) : zip,
    what: done.join("; "),
    isWhole,
  };
}

function alone(form: string, draw: Draw): string {
  if (form === "staff" || form === "pupils") return `${form}.csv`;
  return draw.below(3) === 0 ? "classes.csv" : "users.csv";
}

function bytesOf(file: string | Uint8Array): Uint8Array {
  return typeof file === "string" ? new TextEncoder().encode(file) : file;
}

describe("[S5] whatever a school sends", () => {
  it(`is read or refused in words, never thrown at: ${files} mutated files`, () => {
    for (let seed = 1; seed <= files; seed++) {
      const { name, bytes, what, isWhole } = fileOf(seed);
      const about = `seed ${seed}: ${what}`;
      const choices = seed % 2 ? { now: Date.UTC(2026, 10, 26), isWhole: true } : {};
      const read = readRoster(bytes, name, choices);
      if (read.form === "refused") checkRefusal(read, about);
      else checkRoster(read, about, isWhole);
    }
  });
});

function checkRefusal({ reasons, asked, code }: Refusal, about: string): void {
  expect(reasons.length, about).toBeGreaterThan(0);
  for (const { file, line, text } of reasons) {
    expect(file, about).not.toBe("");
    expect(line ?? 1, about).toBeGreaterThan(0);
    expect(text, about).toMatch(/^[A-Z“].{15,200}[.?]$/u);
  }
  expect(asked !== null, about).toBe(code === "columns");
}

function checkRoster(roster: Roster, about: string, isWhole: boolean): void {
  const { staff, pupils, groups, memberships, tells, warnings } = roster;
  for (const rows of [staff, pupils, groups])
    expect(new Set(rows.map(({ key }) => key)).size, about).toBe(rows.length);
  for (const one of [...staff, ...pupils]) {
    expect(one.givenName + one.familyName || one.status, about).not.toBe("active");
    expect(Math.max([...one.givenName].length, [...one.familyName].length), about).toBeLessThan(81);
    if ("email" in one && one.email !== null) expect(isEmail(one.email), about).toBe(true);
    if ("upn" in one && one.upn !== null) expect(isUpn(one.upn), about).toBe(true);
  }
  const names = groups.filter(({ status }) => status === "active").map(({ name }) => name);
  expect(new Set(names.map(canonicalGroupName)).size, about).toBe(names.length);
  for (const name of names) expect([...name].length, about).toBeLessThanOrEqual(longestGroupName);
  const known = new Set([...staff, ...pupils].map(({ key }) => key));
  if (tells.memberships === "bulk")
    for (const { personKey } of memberships) expect(known, about).toContain(personKey);
  expect(warnings.length, about).toBeLessThanOrEqual(200);
  // Who is missing from a file of everybody is offered as a leaver. Who has another role now has left on purpose.
  const others = Object.values(roster.skipped).reduce((sum, count) => sum + count, 0);
  if (isWhole && tells.staff === "bulk" && tells.pupils === "bulk")
    expect(staff.length + pupils.length + others, about).toBeGreaterThanOrEqual(
      people.staff + people.pupils,
    );
}
