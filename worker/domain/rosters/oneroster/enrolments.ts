import { short } from "../csv/heading.ts";
import type { Entry } from "../csv/table.ts";
import type { MembershipRow, Telling } from "../roster.ts";
import { type Draft, keepWithin, readTable, skip } from "./draft.ts";
import { meaningOf } from "./roles.ts";
import { dayOf, statusOf } from "./values.ts";

/**
 * Reads enrollments.csv into the draft: who is in which class. `isWhole` where people and classes are all there are: then both
 * must be among them. Else a row may name who was there before, and nobody leaves a class by being missing.
 */
export function readEnrolments(draft: Draft, isWhole: boolean): Telling {
  const known = new Map<string, Map<string, MembershipRow>>();
  const telling = readTable(draft, "enrollments", (entry) => {
    const row = membershipOf(draft, entry, isWhole);
    if (row === null) return true;
    const ofGroup = known.get(row.groupKey) ?? new Map<string, MembershipRow>();
    known.set(row.groupKey, ofGroup);
    const before = ofGroup.get(row.personKey);
    // Somebody may be in a class once for each term, and has gone only when none is left.
    if (before) {
      if (row.status === "active") before.status = "active";
      return true;
    }
    ofGroup.set(row.personKey, row);
    draft.memberships.push(row);
    keepWithin(draft.memberships.length, "memberships", entry.at.file);
    return true;
  });
  return telling === "bulk" && !isWhole ? "delta" : telling;
}

function membershipOf(draft: Draft, entry: Entry, isWhole: boolean): MembershipRow | null {
  const { oddities, choices } = draft;
  const [groupId, personId] = [entry.text("classSourcedId"), entry.text("userSourcedId")];
  if (draft.others.has(personId) || draft.others.has(groupId)) return left(draft, "ofOthers");
  const status = statusOf(entry, oddities);
  const end = dayOf(entry, "endDate", oddities);
  if (end !== null && choices.now !== undefined && end <= choices.now) return left(draft, "ended");
  const group = draft.groups.get(groupId);
  const person = draft.people.get(personId);
  if ((isWhole || personId === "" || groupId === "") && (!group || !person)) {
    const text = group
      ? `Nobody in users.csv has the id “${short(personId)}”, so this row was left out.`
      : `No class in classes.csv has the id “${short(groupId)}”, so this row was left out.`;
    oddities.add(group ? "nobody" : "no class", entry.at, text);
    return null;
  }
  return {
    groupKey: group?.key ?? groupId,
    personKey: person?.key ?? personId,
    kind: (person ? "upn" in person : isPupils(entry.text("role"))) ? "pupil" : "staff",
    status,
    at: entry.at,
  };
}

function isPupils(role: string): boolean {
  return meaningOf(role)?.kind === "pupil";
}

function left(draft: Draft, kind: string): null {
  skip(draft, kind);
  return null;
}
