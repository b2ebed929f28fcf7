import type { Words } from "../noun.ts";
import type { PublicYearRoll } from "../years.ts";
import type { YearEvent } from "./event.ts";

export const yearWords: Words<YearEvent> = {
  sentence({ kind, yearRoll }, { somebody: subject, by }) {
    const detail = rolledInWords(yearRoll);
    switch (kind) {
      case "year.rolled":
        return { subject, verb: "began the new school year", detail, tone: "plain", by };
      case "year.unrolled":
        return { subject, verb: "took the new school year back", detail, tone: "faded", by };
      default:
        return kind satisfies never;
    }
  },
};

/** What a roll-over did: `180 pupils up a year · 30 left · 6 groups up a year`. */
export function rolledInWords({
  moved,
  left,
  groupsMoved,
  groupsClosed,
}: Pick<PublicYearRoll, "moved" | "left" | "groupsMoved" | "groupsClosed">): string {
  return [
    `${moved} ${moved === 1 ? "pupil" : "pupils"} up a year`,
    left > 0 && `${left} left`,
    groupsMoved > 0 && `${groupsMoved} ${groupsMoved === 1 ? "group" : "groups"} up a year`,
    groupsClosed > 0 && `${groupsClosed} ${groupsClosed === 1 ? "group" : "groups"} closed`,
  ]
    .filter(Boolean)
    .join(" · ");
}
