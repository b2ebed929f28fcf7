import { misSources } from "#db/schema";
import { type Clock, timeOf } from "../../events/clock.ts";
import { visit } from "./visit.ts";

/** The MIS is asked each night, where a school wants that. What is found tells of itself. */
export const sourceClock: Clock = {
  ...timeOf(misSources, misSources.nextAt),
  async run(env, school, now) {
    const waiting: Promise<unknown>[] = [];
    await visit(env, { waitUntil: (promise) => void waiting.push(promise) }, school, now);
    await Promise.allSettled(waiting);
    return [];
  },

  isSlow: true,
};
