/**
 * How long to wait before try number `attempt` (from 0), milliseconds: up to twice as long each time, at most 10 s,
 * and never the same for everybody, so that a whole school does not come back in one instant.
 */
export function retryDelayMs(attempt: number, random: () => number = Math.random): number {
  const most = Math.min(10_000, 1_000 * 2 ** attempt);
  return Math.round(most * (0.2 + 0.8 * random()));
}

/** Is done after so many milliseconds. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** One wait at a time, which may be cut short. */
export function createWait() {
  let end = () => {};

  return {
    /** Is done after so many milliseconds, or when it is ended. */
    of: (milliseconds: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    end: () => end(),
  };
}
