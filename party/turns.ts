/** One thing after another: reading D1 gives way to other rings, and frames must not overtake one another. */
export function createTurns() {
  let last: Promise<unknown> = Promise.resolve();

  return function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
