/** How many messages of one window within `windowMs` are heard, and how many are borne before it is shut out. */
const limits = { heard: 40, borne: 200, windowMs: 10_000 };

/** Counts what each window says. In memory alone: a room that slept has forgiven. */
export function createRateLimit() {
  const counts = new Map<string, { since: number; messages: number }>();
  return { judge, forget: (window: string) => counts.delete(window) };

  /** Whether to hear what this window says now, to ignore it, or to end the connection. */
  function judge(window: string, now: number): "hear" | "ignore" | "end" {
    const known = counts.get(window);
    const count =
      known && now - known.since < limits.windowMs ? known : { since: now, messages: 0 };
    counts.set(window, count);
    count.messages++;
    if (count.messages <= limits.heard) return "hear";
    return count.messages <= limits.borne ? "ignore" : "end";
  }
}
