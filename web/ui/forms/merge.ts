/** Fields that two people set differently: theirs stands, mine waits for a decision. */
export type Clashes<T> = { [K in keyof T]?: { mine: T[K]; theirs: T[K] } };

/**
 * Puts my edit on top of what somebody else saved meanwhile [C2]. `base` is the row I began with, `edited` what I made of it,
 * `current` what it is now. Fields only I changed go into `changes`; where both changed the same field otherwise, it is a clash.
 */
export function merge<T extends object>(
  base: T,
  edited: T,
  current: T,
): { changes: Partial<T>; clashes: Clashes<T> } {
  const changes: Partial<T> = {};
  const clashes: Clashes<T> = {};
  for (const field of Object.keys(edited) as (keyof T)[]) {
    const [mine, theirs] = [edited[field], current[field]];
    if (mine === base[field] || mine === theirs) continue;
    if (theirs === base[field]) changes[field] = mine;
    else clashes[field] = { mine, theirs };
  }
  return { changes, clashes };
}
