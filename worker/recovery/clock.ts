import { recoveries } from "#db/schema";
import { type Clock, timeOf } from "../events/clock.ts";
import { recoverDue } from "./end.ts";

/** Recoveries lapse, or are granted. */
export const recoveryClock: Clock = {
  ...timeOf(recoveries, recoveries.dueAt),
  run: recoverDue,
  isSlow: false,
};
