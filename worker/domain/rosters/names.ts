import { canonicalGroupName, longestGroupName } from "../groups.ts";
import type { GroupRow } from "./roster.ts";

/**
 * Gives active groups names that differ, as groups of a school must: where several share one, what their MIS calls them goes
 * behind it, the same in tomorrow's file.
 */
export function distinctNames(groups: readonly GroupRow[], codeOf: (group: GroupRow) => string) {
  const active = groups.filter(({ status }) => status === "active");
  for (const group of groups) group.name = cut(group.name);
  for (const codes of [codeOf, ({ sourcedId, key }: GroupRow) => sourcedId ?? key])
    for (const same of shared(active))
      for (const group of same) group.name = coded(group.name, codes(group));
}

function shared(groups: readonly GroupRow[]): GroupRow[][] {
  return [...Map.groupBy(groups, ({ name }) => canonicalGroupName(name)).values()].filter(
    ({ length }) => length > 1,
  );
}

function coded(name: string, code: string): string {
  if (code === "" || name.endsWith(`(${code})`)) return name;
  const ending = ` (${[...code].slice(-36).join("")})`;
  return cut(name, longestGroupName - [...ending].length) + ending;
}

/** A name of at most so many letters. */
export function cut(text: string, most = longestGroupName): string {
  const letters = [...text];
  return letters.length > most ? letters.slice(0, most).join("").trim() : text;
}
