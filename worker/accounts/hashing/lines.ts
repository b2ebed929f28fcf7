/** How long a line that went away unserved keeps its turn, milliseconds. */
const remembered = 120_000;
const most = 10_000;

/**
 * Whose turn it is among lines. A line keeps the turn of when it first asked, also when it was refused and comes again;
 * served, it goes behind all others. So a flood of ever new lines never goes before somebody who tries again.
 */
export function createLines() {
  /** Those who asked last stand last. */
  const turns = new Map<string, { turn: number; at: number }>();
  let count = 0;
  const nextTurn = () => ++count;

  return {
    /** Somebody in this line asks. `now` is in milliseconds. */
    ask(line: string, now: number): void {
      const turn = turns.get(line)?.turn ?? nextTurn();
      turns.delete(line);
      turns.set(line, { turn, at: now });
      for (const [other, { at }] of turns) {
        if (now - at <= remembered && turns.size <= most) break;
        turns.delete(other);
      }
    },
    /** One of this line is served; whether more of it wait. */
    serve(line: string, isWaiting: boolean): void {
      const seen = turns.get(line);
      if (seen && isWaiting) seen.turn = nextTurn();
      else turns.delete(line);
    },
    /** The smallest is next. */
    turnOf(line: string): number {
      return turns.get(line)?.turn ?? Number.POSITIVE_INFINITY;
    },
  };
}
