import { describe, expect, it } from "vitest";
import { isEmail } from "#domain/emails";
import { canonicalGroupName, longestGroupName } from "#domain/groups";
import { differencesBetween } from "#domain/imports/differences";
import { isUpn } from "#domain/pupils/upn";
import { readRoster } from "#domain/rosters/read";
import type { Refusal, Roster } from "#domain/rosters/roster";
import { mutatedFile, people } from "../../rosters/mutated.ts";
import { applied } from "../imports/applied.ts";
import { standing } from "../imports/rosters.ts";

/** How many files are read; 20,000 before a release. */
const files = Number(process.env.ROSTERS ?? 400);
/** The seed of the first. */
const from = Number(process.env.ROSTERS_FROM ?? 1);
/** Seeds that once failed, read first for ever. */
const pinned = [8596];

describe("[S5] whatever a school sends", () => {
  it(`is read or refused in words, never thrown at, and proposes nothing twice: ${files} mutated files`, {
    timeout: 1_800_000,
  }, () => {
    for (const seed of [...pinned, ...Array.from({ length: files }, (_, i) => from + i)]) {
      const { name, bytes, what, isWhole } = mutatedFile(seed);
      const about = `seed ${seed}: ${what}`;
      const choices = seed % 2 ? { now: Date.UTC(2026, 10, 26), isWhole: true } : {};
      const read = readRoster(bytes, name, choices);
      if (read.form === "refused") checkRefusal(read, about);
      else {
        checkRoster(read, about, isWhole);
        checkDifferences(read, about);
      }
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
  expect(asked !== null, about).toBe(code === "columns" || code === "school");
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

/** At an empty school all of it is new; once it is there, the same file says nothing. */
function checkDifferences(roster: Roster, about: string): void {
  const found = differencesBetween(roster, standing());
  expect(new Set(found.map(({ key }) => key)).size, about).toBe(found.length);
  expect(differencesBetween(roster, applied(standing(), found)), about).toEqual([]);
}
