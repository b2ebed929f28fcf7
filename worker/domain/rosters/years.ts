import { longestYearGroup } from "../groups.ts";
import { readYearGroup } from "../pupils/years.ts";

/** The year group that a grade is: as our lists name it, the codes of the American standard (CEDS) among them; null for none. */
export function yearOf(grade: string): string | null {
  const text = grade.trim();
  if (/^(?:kg|tk)$/i.test(text)) return "Reception";
  if (/^(?:pk|ps|pr|it|nursery ?[12]?)$/i.test(text)) return "Nursery";
  if (/^(?:ug|other)?$/i.test(text)) return null;
  return readYearGroup(text).slice(0, longestYearGroup).trim();
}
