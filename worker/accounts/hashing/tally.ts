/** How many names are remembered; those that came last stay. */
const most = 10_000;

export type Tally = ReturnType<typeof createTally>;

/**
 * Counts up to `limit` by name within a window of `span` milliseconds, in this isolate's memory alone: for what must cost less than
 * a write to the database.
 */
export function createTally(limit: number, span: number) {
  const counted = new Map<string, { count: number; since: number }>();
  const forget = (now: number) => {
    for (const [name, { since }] of counted) {
      if (now - since < span && counted.size <= most) break;
      counted.delete(name);
    }
  };

  return {
    add(name: string, now: number): void {
      forget(now);
      const seen = counted.get(name);
      if (seen) seen.count += 1;
      else counted.set(name, { count: 1, since: now });
    },
    /** Takes one back. */
    giveBack(name: string): void {
      const seen = counted.get(name);
      if (seen) seen.count -= 1;
    },
    /** In how many milliseconds there is room again; 0 while there is. */
    fullFor(name: string, now: number): number {
      forget(now);
      const seen = counted.get(name);
      return seen && seen.count >= limit ? seen.since + span - now : 0;
    },
  };
}
