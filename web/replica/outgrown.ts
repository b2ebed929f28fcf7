import { isRecent, recentSince } from "#domain/invites/recent";
import { iso } from "#domain/time";
import type { School } from "./school.ts";

/** So many older invites what is kept on a device may hold, before a snapshot takes its place. */
const olderKept = 1_000;

/** Whether a window has come to hold many more invites than a snapshot would: kept from day to day, what was recent stays. */
export function isOutgrown({ invites, clock }: Pick<School, "invites" | "clock">): boolean {
  const since = iso(recentSince(clock.now()));
  return invites.known().filter((invite) => !isRecent(invite, since)).length > olderKept;
}
