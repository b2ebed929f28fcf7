import { MailDay } from "./day.ts";
import { openRealms } from "./realm.ts";

/** Seeds that once failed, tried first for ever. */
export const pinnedDays: readonly number[] = [82, 215, 309];

/** Schools side by side in one database. */
const atOnce = 8;

/** How days went: what was wrong, by seed, and what they came to in all. */
export interface Days {
  failed: string[];
  sum: Record<string, number>;
}

/** Runs these seeds, each once. A day of a seed is the same each time. */
export async function mailDays(seeds: readonly number[]): Promise<Days> {
  const close = openRealms();
  const left = [...new Set(seeds)];
  const failed: string[] = [];
  const sum: Record<string, number> = { days: left.length };
  const work = async () => {
    for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
      const day = new MailDay(seed);
      const wrongs = await day.live().catch((error: unknown) => [String(error)]);
      if (wrongs.length > 0) failed.push(`seed ${seed}: ${wrongs.join("; ")}`);
      for (const [name, count] of Object.entries(day.sum)) sum[name] = (sum[name] ?? 0) + count;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  close();
  return { failed, sum };
}
