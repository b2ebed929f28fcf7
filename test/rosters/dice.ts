export interface Draw {
  /** A whole number from 0 up to this, without it. */
  below(limit: number): number;
  pick<T>(choices: readonly T[]): T;
}

/** Chances that are the same for the same seed (mulberry32). */
export function dice(seed: number): Draw {
  let state = seed;
  const below = (limit: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  return { below, pick: (choices) => choices[below(choices.length)] as never };
}
