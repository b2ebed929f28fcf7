import { retryDelayMs } from "./backoff.ts";

/** The browser says there is no network. It may be wrong, so now and then a connection is tried all the same. */
const offlineAttempt = 5;

/** Counts the attempts to connect, and waits before each: partysocket would wait equally long in every browser. */
export function createAttempts() {
  let attempt = 0;
  let goNow = () => {};

  return {
    /** Waits until it is time for the next attempt. The first is at once. */
    async next(): Promise<void> {
      if (attempt > 0)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, retryDelayMs(attempt - 1));
          goNow = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      attempt++;
    },
    /** The room has answered, or may soon: the next waits are short again. */
    reset(): void {
      attempt = 1;
    },
    /** There is no network: the next waits are long. */
    slowDown(): void {
      attempt = offlineAttempt;
    },
    /** Ends the wait there is. */
    hurry: () => goNow(),
    /** Every third attempt is worth a question whether one is still welcome. */
    isThird: () => attempt % 3 === 0,
  };
}
