import { open } from "#db/client";
import { ask, inOrder } from "#db/reading";
import { clocks } from "../clocks.ts";
import type { Env } from "../env.ts";
import type { Committed } from "./committed.ts";

/** The schools in which something is due. For the cron, which comes again in a minute. */
export async function schoolsDue(env: Env, now: number): Promise<string[]> {
  const db = open(env.DB);
  const found = await ask(db, inOrder(clocks.map((clock) => clock.schools(db, now))));
  return [...new Set(found.flat())];
}

/** When the school next needs its alarm, epoch milliseconds; null when nothing waits. */
export async function nextDue(env: Env, school: string): Promise<number | null> {
  const db = open(env.DB);
  const found = await ask(db, inOrder(clocks.map((clock) => clock.next(db, school))));
  const times = found.filter((at) => at !== null);
  return times.length > 0 ? Math.min(...times) : null;
}

/** Does what is due in a school and waits for nobody; the events of it, as they come. */
export function runDue(env: Env, school: string, now: number): AsyncGenerator<Committed> {
  return run(env, school, now, false);
}

/** The same of what waits for somebody outside, such as a mail provider, who may be silent. */
export function runSlowDue(env: Env, school: string, now: number): AsyncGenerator<Committed> {
  return run(env, school, now, true);
}

async function* run(
  env: Env,
  school: string,
  now: number,
  isSlow: boolean,
): AsyncGenerator<Committed> {
  for (const clock of clocks) if (clock.isSlow === isSlow) yield* await clock.run(env, school, now);
}
