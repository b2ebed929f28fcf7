import { createWait } from "../backoff.ts";

/** How often a page asks for news that no socket brings it [C7], milliseconds. */
export const pollEveryMs = 5_000;

/** A page that asks for its news. */
interface Around {
  /** Asks once, and is done when there is an answer or none is to be had. */
  ask(): Promise<void>;
  /** Whether anybody would see the answer. */
  isLooking(): boolean;
}

/** Asks for news at once and then again and again, between `start` and `stop`, while somebody looks. */
export function createPolls({ ask, isLooking }: Around) {
  const wait = createWait();
  let turn: object | null = null;

  return { start, stop, hurry: wait.end };

  function start(): void {
    if (turn) return;
    turn = {};
    void keepAsking(turn);
  }

  async function keepAsking(mine: object): Promise<void> {
    while (turn === mine) {
      if (isLooking()) await ask();
      if (turn === mine) await wait.of(pollEveryMs);
    }
  }

  function stop(): void {
    turn = null;
    wait.end();
  }
}
