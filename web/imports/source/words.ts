import { countOf, differenceStates, type PublicImport } from "#domain/imports";
import type { PublicSource } from "#domain/imports/source";
import { dayAndTime, moment } from "../../ui/times.ts";
import { several } from "../words.ts";

/** When the MIS was asked last and what it brought, as far as that is known, and when it is asked next. */
export function visitsOf(
  { lastAt, nextAt, trouble }: PublicSource,
  made: PublicImport | undefined,
  now: number,
  timeZone: string,
): string {
  const next = dayAndTime(nextAt, timeZone);
  if (trouble !== null) return `Tried again at ${next}`;
  if (lastAt === null) return `First asked at ${next}`;
  const brought = broughtAt(lastAt, made);
  return `Asked ${moment(lastAt, now, timeZone)}${brought && `: ${brought}`} · next at ${next}`;
}

/** Only what brings something makes an import; one that somebody uploaded after it says nothing of it. */
function broughtAt(lastAt: string, made: PublicImport | undefined): string {
  if (made?.source === "pull" && made.at === lastAt) {
    const all = differenceStates.reduce((sum, state) => sum + countOf(made.counts, state), 0);
    return all === 0 ? "nothing differs" : several(all, "difference", "differences");
  }
  return made === undefined || made.at < lastAt ? "nothing new" : "";
}
