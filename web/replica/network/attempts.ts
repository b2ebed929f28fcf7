import { createWait, retryDelayMs } from "../backoff.ts";

/** The browser says there is no network. It may be wrong, so now and then a connection is tried all the same. */
const offlineAttempt = 5;
/** Where a network lets no socket through, one is tried so seldom, milliseconds at most: networks change. */
const seldomMs = 45_000;

/** Counts the attempts to connect, and waits before each: partysocket would wait equally long in every browser. */
export function createAttempts() {
  const wait = createWait();
  let attempt = 0;
  let isSeldom = false;

  return {
    /** Waits until it is time for the next attempt. The first is at once. */
    async next(): Promise<void> {
      if (attempt > 0)
        await wait.of(isSeldom ? seldomMs * (0.5 + Math.random() / 2) : retryDelayMs(attempt - 1));
      attempt++;
    },
    /** The room has answered, or may soon: the next waits are short again. */
    reset(): void {
      attempt = 1;
      isSeldom = false;
    },
    /** There is no network: the next waits are long. */
    slowDown(): void {
      attempt = offlineAttempt;
    },
    /** One does without: the next waits are very long. */
    seldom(): void {
      isSeldom = true;
    },
    /** Ends the wait there is. */
    hurry: wait.end,
  };
}
