import { yearGroups } from "../groups.ts";

/** A year group as the lists name it: `7`, `07`, `Y7` and `yr 7` are `Year 7`. Any other stays as it is. */
export function readYearGroup(typed: string): string {
  const [, number] = /^(?:year|yr|y|ncy)?\.?\s*0?(\d{1,2})$/i.exec(typed.trim()) ?? [];
  if (number !== undefined) return Number(number) === 0 ? "Reception" : `Year ${Number(number)}`;
  if (/^(?:r|yr ?r|year r)$/i.test(typed.trim())) return "Reception";
  if (/^n[12]?$/i.test(typed.trim())) return "Nursery";
  return yearGroups.find((one) => one.toLowerCase() === typed.trim().toLowerCase()) ?? typed;
}
