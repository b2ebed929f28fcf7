/** How long activity is kept unless said otherwise, months [C3]. */
export const keptMonths = 24;

/** The moment before which nothing is kept: so many months before `now`, epoch milliseconds. */
export function keptSince(now: number, months: number): number {
  const date = new Date(now);
  const day = date.getUTCDate();
  date.setUTCMonth(date.getUTCMonth() - months);
  // A month without that day would run over into the next and lose days that are to be kept.
  if (date.getUTCDate() !== day) date.setUTCDate(0);
  return date.getTime();
}

/**
 * Moves each school's horizon over the events from before `since` (epoch milliseconds). Up to the first event that is kept, so that
 * what remains has no gaps. From here on the triggers let go of what lies behind.
 */
export function moveHorizons(since: number): string {
  const firstKept = `select min(seq) - 1 from events where school_id = schools.id and at >= ${whole(since)}`;
  return `update schools set horizon = max(horizon, coalesce((${firstKept}), seq))
    where exists (select 1 from events where school_id = schools.id and at < ${whole(since)})`;
}

/** Removes what lies behind the horizons, a portion at a time: repeat while it changes anything. */
export const removePortion = `delete from events where rowid in
  (select e.rowid from schools s join events e on e.school_id = s.id and e.seq <= s.horizon limit 5000)`;

function whole(time: number): number {
  if (!Number.isSafeInteger(time)) throw new Error("Not a time.");
  return time;
}
