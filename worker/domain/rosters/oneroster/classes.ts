import { longestGroupName } from "../../groups.ts";
import { short } from "../csv/heading.ts";
import type { Entry } from "../csv/table.ts";
import { distinctNames } from "../names.ts";
import type { Telling } from "../roster.ts";
import { yearOf } from "../years.ts";
import { type Draft, idOf, keepWithin, readTable, skip } from "./draft.ts";
import { listOf, statusOf } from "./values.ts";

/** Reads classes.csv into the draft. Where two active classes have one title, their codes go behind it. */
export function readClasses(draft: Draft): Telling {
  const codes = new Map<string, string>();
  const telling = readTable(draft, "classes", (entry) => {
    const id = entry.text("sourcedId");
    const known = draft.groups.get(id);
    const own = idOf(draft, entry, known, known?.name === titleOf(entry));
    if (own !== "own") return own === "again";
    const school = entry.text("schoolSourcedId");
    draft.orgs.add(school);
    if (draft.choices.school && school && school !== draft.choices.school) {
      draft.others.add(id);
      skip(draft, "elsewhere");
      return true;
    }
    const years = listOf(entry.text("grades"));
    draft.groups.set(id, {
      key: id,
      sourcedId: id,
      name: titleOf(entry),
      yearGroup: years.length === 1 ? yearOf(years[0] ?? "") : null,
      status: statusOf(entry, draft.oddities),
      at: entry.at,
    });
    codes.set(id, entry.text("classCode"));
    keepWithin(draft.groups.size, "groups", entry.at.file);
    return true;
  });
  for (const group of draft.groups.values())
    if ([...group.name].length > longestGroupName) {
      const text = `“${short(group.name)}” is too long for a group’s name and was cut.`;
      draft.oddities.add("long", group.at, text);
    }
  distinctNames([...draft.groups.values()], (group) => codes.get(group.key) ?? "");
  return telling;
}

function titleOf(entry: Entry): string {
  return entry.text("title") || entry.text("classCode") || entry.text("sourcedId");
}
