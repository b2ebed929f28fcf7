import type { Clock } from "./clock.ts";

/** Between two hashes, for all else that the isolate has to do, milliseconds: a dashboard's request takes about as long. */
export const breath = 20;
/** For so many times a vain hash's own time no stranger's hash begins: together they have a quarter of the isolate. */
const rest = 3;
/** What one hash is taken to last at most, milliseconds: whoever made it may have gone before that is known. */
const longestHash = 1000;

/** When the next hash may begin: after a breath, and a stranger's not before a rest when the last of theirs was in vain. */
export function createOpenings({ now }: Clock) {
  const never = Number.NEGATIVE_INFINITY;
  let [free, forAll, forStrangers] = [never, never, never];
  let made: { began: number; isVain: boolean } | null = null;

  return {
    /** A hash has just been made. */
    made(began: number, isVain: boolean): void {
      made = { began, isVain };
    },
    /** Notes how long the last hash took. Nobody knows before the event loop has turned; so whoever looks first says it. */
    note(): void {
      if (!made) return;
      const took = Math.min(now() - made.began, longestHash);
      free = now();
      forAll = free + Math.min(took, breath);
      if (made.isVain) forStrangers = free + rest * took;
      made = null;
    },
    /** Since when no hash has been made: nobody could look before. */
    freeSince: () => free,
    /** In how many milliseconds the next may begin; not above 0 when it may at once. */
    in(isStranger: boolean): number {
      return (isStranger ? Math.max(forAll, forStrangers) : forAll) - now();
    },
  };
}
