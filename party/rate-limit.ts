/** What a window may say of itself: this often within `span` milliseconds; more is not heard, and far more ends the talk. */
const most = { heard: 40, borne: 200, span: 10_000 };

/** Counts what each window says. In memory alone: a room that slept has forgiven. */
export function createPatience() {
  const counts = new Map<string, { since: number; said: number }>();
  return { judge, forget: (window: string) => counts.delete(window) };

  /** Whether to hear what this window says now, to overhear it, or to end the talk. */
  function judge(window: string, now: number): "hear" | "ignore" | "end" {
    const known = counts.get(window);
    const count = known && now - known.since < most.span ? known : { since: now, said: 0 };
    counts.set(window, count);
    count.said++;
    if (count.said <= most.heard) return "hear";
    return count.said <= most.borne ? "ignore" : "end";
  }
}
