import { memberships } from "#db/schema";
import { type Clock, timeOf } from "../events/clock.ts";
import { digestDue } from "./due.ts";

/** Digests come due, in each school's morning. */
export const digestClock: Clock = {
  ...timeOf(memberships, memberships.digestAt),
  run: digestDue,
  isSlow: false,
};
