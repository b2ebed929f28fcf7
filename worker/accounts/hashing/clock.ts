/** Milliseconds, from any beginning. The isolate's own stands still while it computes: only `sleep` lets time pass. */
export interface Clock {
  now(): number;
  sleep(ms: number): Promise<void>;
}

export const clock: Clock = {
  now: () => performance.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
